using System.Security.Cryptography;
using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Model;

public sealed partial class BobWorld
{
    /// <summary>Gives a company the other permission model. Single fields that a group set are kept and count again after the way back.</summary>
    public void SetDialect(long companyId, PermissionDialect dialect) => ChangeTenant(companyId, changes => changes with { Dialect = dialect });

    /// <summary>Gives a company another number of employees. Whoever is there before and after stays the same person.</summary>
    public void SetEmployees(long companyId, int count) => ChangeTenant(companyId, changes => changes with { Employees = count });

    /// <summary>Says whether every employee has exactly one row in each table.</summary>
    public void SetOneRowEach(long companyId, bool oneRowEach) => ChangeTenant(companyId, changes => changes with { OneRowEach = oneRowEach });

    /// <summary>Gives a company a lifecycle status of its own, or takes it away with null.</summary>
    public void SetOwnStatus(long companyId, string? name) => ChangeTenant(companyId, changes => changes with { OwnStatus = name });

    /// <summary>Says how a company's Bob behaves where that is open.</summary>
    public void SetQuirks(long companyId, Quirks quirks) => ChangeTenant(companyId, changes => changes with { Quirks = quirks });

    /// <summary>Gives a category another display name. Its id stays.</summary>
    public void RenameCategory(long companyId, string categoryId, string name) =>
        ChangeTenant(companyId, changes => changes with { Renamed = changes.Renamed.SetItem(categoryId, name) });

    /// <summary>Moves a field to another category, whose permission it follows from then on. Its id stays.</summary>
    public void MoveField(long companyId, string fieldId, string categoryId) =>
        ChangeTenant(companyId, changes => changes with { Moved = changes.Moved.SetItem(fieldId, categoryId) });

    /// <summary>Adds a category of the company's own, without fields.</summary>
    public Category AddCategory(long companyId, string name)
    {
        var category = new Category("category_" + NewNumber(), name);
        ChangeTenant(companyId, changes => changes with { Categories = changes.Categories.Add(category) });
        return category;
    }

    /// <summary>Adds a field of the company's own.</summary>
    /// <param name="companyId">The company.</param>
    /// <param name="categoryId">Where it stands.</param>
    /// <param name="name">Its label.</param>
    /// <param name="type">One of <see cref="CustomField.Types"/>.</param>
    public CustomField AddCustomField(long companyId, string categoryId, string name, string type = "text")
    {
        var field = new CustomField($"{categoryId}.custom.field_{NewNumber()}", categoryId, name, type);
        ChangeTenant(companyId, changes => changes with { CustomFields = changes.CustomFields.Add(field) });
        return field;
    }

    /// <summary>Adds a column of the company's own to one of Bob's tables.</summary>
    /// <param name="companyId">The company.</param>
    /// <param name="table">The table, which is also the category whose permission opens the column: <c>work</c>, <c>employment</c> or <c>lifecycle</c>.</param>
    /// <param name="name">Its label.</param>
    /// <param name="type">One of <see cref="CustomField.Types"/>.</param>
    public CustomField AddCustomColumn(long companyId, string table, string name, string type = "text")
    {
        var column = new CustomField($"{table}{TableColumn.Custom}column_{NewNumber()}", table, name, type);
        ChangeTenant(companyId, changes => changes with { CustomFields = changes.CustomFields.Add(column) });
        return column;
    }

    /// <summary>Replaces everything that was changed about a company; <see cref="TenantChanges.None"/> makes it what it was at first.</summary>
    /// <exception cref="ArgumentException">Something among the changes cannot be.</exception>
    public void ChangeTenant(long companyId, TenantChanges changes) => ChangeTenant(companyId, _ => changes);

    private void ChangeTenant(long companyId, Func<TenantChanges, TenantChanges> change) => Change(companyId, settings =>
    {
        var changes = change(settings.Changes);
        Check(changes, _originals[companyId]);
        return settings with { Changes = changes };
    });

    private static void Check(TenantChanges changes, Tenant original)
    {
        if (changes.Employees is < 0 or > TenantChanges.MostEmployees)
            throw new ArgumentException($"A company can have between 0 and {TenantChanges.MostEmployees:N0} employees.");
        if (changes.OwnStatus is { } status && (status.Length is 0 or > 100 || LifecycleStatus.All.Contains(status)))
            throw new ArgumentException("A status of a company's own has a name of up to 100 characters that no other status has.");
        if (changes.CustomFields.Find(field => !CustomField.Types.Contains(field.Type)) is { } unknown)
            throw new ArgumentException($"A field's type is one of {string.Join(", ", CustomField.Types)}, not {unknown.Type}.");
        if (changes.CustomFields.Select(field => field.Id).Concat(original.Fields.Fields.Select(field => field.Id)).GroupBy(id => id).Any(same => same.Count() > 1))
            throw new ArgumentException("Two fields have the same id.");
        if (changes.Categories.Concat(original.Fields.Categories).GroupBy(category => category.Id).Any(same => same.Count() > 1))
            throw new ArgumentException("Two categories have the same id.");

        var fields = changes.ApplyTo(original).Fields;
        foreach (var id in changes.Renamed.Keys.Concat(changes.Moved.Values).Concat(changes.CustomFields.Select(field => field.CategoryId)))
            if (!fields.Categories.Any(category => category.Id == id)) throw new KeyNotFoundException($"There is no category {id}.");
        foreach (var id in changes.Moved.Keys)
            if (fields.Find(id) is null) throw new KeyNotFoundException($"There is no field {id}.");
    }

    // 13 digits, as Bob's own
    private static string NewNumber() => $"172{RandomNumberGenerator.GetString("0123456789", 10)}";
}
