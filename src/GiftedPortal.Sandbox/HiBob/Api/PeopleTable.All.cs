using GiftedPortal.Sandbox.HiBob.People;

namespace GiftedPortal.Sandbox.HiBob.Api;

/// <remarks>Bob names the permission of some tables only. Where it names none, the category nearest in meaning stands in: Payroll for what people are paid,
/// Home for those who depend on them, Work for training.</remarks>
internal sealed partial record PeopleTable
{
    public static IReadOnlyList<PeopleTable> All { get; } =
    [
        new("work", "work", History.Work) { FieldPrefix = "work.", IsHistorical = true, IsWritable = true },
        new("employment", "employment", History.Employment) { FieldPrefix = "payroll.employment.", IsHistorical = true, IsWritable = true },
        new("lifecycle", "lifecycle", History.Lifecycle) { FieldPrefix = "internal.", IsHistorical = true },
        // not documented; was seen to answer, and to ignore whom it was asked for
        new("address", "address", History.Address) { FieldPrefix = "address.", IsHistorical = true, IsOfOne = false, IgnoresIds = true },
        new("salaries", "payroll", PayTables.Salaries) { FieldPrefix = "payroll.salary.", IsHistorical = true, IsWritable = true, PerMinute = 10 },
        new("variable", "payroll", PayTables.Variable) { Common = CommonColumns.OfVariable },
        new("equities", "payroll", PayTables.Equities) { Common = ["id", "effectiveDate"] },
        new("bank-accounts", "payroll", PayTables.BankAccounts) { IsBulk = false, RefusesContentType = true, Common = ["id"] },
        new("training", "work", PersonTables.Training) { IsBulk = false, Common = ["id", CommonColumns.CustomColumns] },
        new("entitlement", "payroll", PayTables.Entitlement) { IsOfOne = false, Common = CommonColumns.OfVariable },
        new("deduction", "payroll", PayTables.Deduction) { IsOfOne = false, Common = CommonColumns.OfVariable },
        new("dependents", "home", PersonTables.Dependents) { IsOfOne = false, Common = ["id"] },
        new("right-to-work", "rightToWork", PersonTables.RightToWork) { IsOfOne = false, Common = ["id"] },
    ];
}

/// <summary>Columns that several tables have.</summary>
internal static class CommonColumns
{
    /// <summary>Holds the columns that a company added.</summary>
    public const string CustomColumns = "customColumns";

    public static IReadOnlyList<string> OfHistorical { get; } =
        ["id", "effectiveDate", "endEffectiveDate", "activeEffectiveDate", "isCurrent", "canBeDeleted", "creationDate", "modificationDate", "change", CustomColumns];

    public static IReadOnlyList<string> OfVariable { get; } = [.. OfHistorical.Where(column => column != "activeEffectiveDate")];
}
