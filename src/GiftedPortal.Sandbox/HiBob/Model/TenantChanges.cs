using System.Collections.Immutable;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>What was changed about a company since the sandbox knows it. Kept with its settings.</summary>
public sealed record TenantChanges
{
    /// <summary>The most employees that a company can be given.</summary>
    public const int MostEmployees = 200_000;

    /// <summary>No change.</summary>
    public static TenantChanges None { get; } = new();

    /// <summary>Another permission model, or null for the company's first one.</summary>
    public PermissionDialect? Dialect { get; init; }

    /// <summary>Another number of employees, or null.</summary>
    public int? Employees { get; init; }

    /// <summary>Whether every employee has exactly one row in each table, or null for what the company started with.</summary>
    public bool? OneRowEach { get; init; }

    /// <summary>A lifecycle status of the company's own, which its people have in place of <see cref="LifecycleStatus.Leave"/>, or null
    /// (https://apidocs.hibob.com/reference/get_people-id-lifecycle).</summary>
    public string? OwnStatus { get; init; }

    /// <summary>Categories that the company made itself.</summary>
    public ImmutableList<Category> Categories { get; init; } = [];

    /// <summary>Fields that the company made itself.</summary>
    public ImmutableList<CustomField> CustomFields { get; init; } = [];

    /// <summary>New display names by category id.</summary>
    public ImmutableDictionary<string, string> Renamed { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>New category ids by field id.</summary>
    public ImmutableDictionary<string, string> Moved { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How its Bob behaves where that is open.</summary>
    public Quirks Quirks { get; init; } = new();

    /// <summary>The company as it is after the changes.</summary>
    /// <param name="original">The company as the sandbox started with it.</param>
    public Tenant ApplyTo(Tenant original) => this == None ? original : original with
    {
        Dialect = Dialect ?? original.Dialect,
        Fields = FieldsOf(original.Fields),
        People = original.People.With(Employees ?? original.People.Count, OneRowEach ?? original.People.OneRowEach, OwnStatus),
        Quirks = Quirks,
    };

    private FieldCatalogue FieldsOf(FieldCatalogue original)
    {
        var fields = Categories.Aggregate(original, (all, category) => all.Add(category));
        fields = CustomFields.Aggregate(fields, (all, field) => all.Add(field.ToField()));
        fields = Renamed.Aggregate(fields, (all, renamed) => all.Rename(renamed.Key, renamed.Value));
        return Moved.Aggregate(fields, (all, moved) => all.Move(moved.Key, moved.Value));
    }
}
