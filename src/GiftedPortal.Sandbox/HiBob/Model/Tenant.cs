using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

/// <summary>A company that uses Bob, as it is at one moment; <see cref="BobWorld"/> knows what was changed and what its administrators set up.</summary>
/// <param name="CompanyId">Bob's number for the company.</param>
/// <param name="Name">The company's name, which no API call returns.</param>
/// <param name="Dialect">Which permission model it has.</param>
/// <param name="Fields">Its fields and categories.</param>
/// <param name="People">Its employees.</param>
public sealed record Tenant(long CompanyId, string Name, PermissionDialect Dialect, FieldCatalogue Fields, PeopleSource People)
{
    /// <summary>How its Bob behaves where that is open.</summary>
    public Quirks Quirks { get; init; } = new();

    /// <summary>What API calls added to its lists, by list name.</summary>
    internal ILookup<string, ListItem> NewItems { get; init; } = Array.Empty<ListItem>().ToLookup(_ => "");

    /// <summary>Its lifecycle statuses.</summary>
    public IReadOnlyList<string> Statuses => People.OwnStatus is { } own ? [.. LifecycleStatus.All, own] : LifecycleStatus.All;

    /// <summary>The boxes on the People's data page of its permission groups.</summary>
    public IReadOnlyList<PermissionLine> PermissionLines => PermissionLine.Of(Fields, Dialect);
}
