using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>A column of a table that people are written into, and what goes into it: one list serves both databases.</summary>
internal sealed record StagedColumn(string Name, Func<StagedPerson, object?> Read)
{
    /// <summary>The columns of the roster, but for those that are the same for everybody in a run: the connection and the run.</summary>
    public static IReadOnlyList<StagedColumn> OfEmployee { get; } =
    [
        new(nameof(Employee.PersonId), one => one.Row.PersonId),
        new(nameof(Employee.Visible), one => (int)one.Row.Visible),
        new(nameof(Employee.FirstName), one => one.Row.FirstName),
        new(nameof(Employee.Surname), one => one.Row.Surname),
        new(nameof(Employee.WorkEmail), one => one.Row.WorkEmail),
        new(nameof(Employee.Birthday), one => one.Row.Birthday),
        new(nameof(Employee.StartDate), one => one.Row.StartDate),
        new(nameof(Employee.Site), one => one.Row.Site),
        new(nameof(Employee.Department), one => one.Row.Department),
        new(nameof(Employee.ManagerId), one => one.Row.ManagerId),
        new(nameof(Employee.Status), one => one.Row.Status),
        new(nameof(Employee.LeavingDate), one => one.Row.LeavingDate),
        new(nameof(Employee.AddressLine1), one => one.Row.AddressLine1),
        new(nameof(Employee.AddressLine2), one => one.Row.AddressLine2),
        new(nameof(Employee.City), one => one.Row.City),
        new(nameof(Employee.PostCode), one => one.Row.PostCode),
        new(nameof(Employee.State), one => one.Row.State),
        new(nameof(Employee.Country), one => one.Row.Country),
        new(nameof(Employee.PrivateEmail), one => one.Row.PrivateEmail),
        new(nameof(Employee.PrivatePhone), one => one.Row.PrivatePhone),
        new(nameof(Employee.FamilyStatus), one => one.Row.FamilyStatus),
        new(nameof(Employee.Children), one => one.Row.Children),
        new(nameof(Employee.ContentHash), one => one.Row.ContentHash),
        new(nameof(Employee.FirstSeenAt), one => one.Row.FirstSeenAt),
        new(nameof(Employee.MissedRuns), one => one.Row.MissedRuns),
        new(nameof(Employee.LeftAt), one => one.Row.LeftAt),
    ];

    /// <summary>What the log says of the person.</summary>
    public static IReadOnlyList<StagedColumn> OfEntry { get; } =
    [
        new(nameof(SyncEntry.Kind), one => one.Kind?.ToString()),
        new(nameof(SyncEntry.Code), one => one.Code.ToString()),
        new(nameof(SyncEntry.Fields), one => (int)one.Fields),
        new(nameof(SyncEntry.Values), one => one.Values),
    ];

    /// <summary>The columns of the staging table.</summary>
    public static IReadOnlyList<StagedColumn> All { get; } = [.. OfEmployee, .. OfEntry, new(nameof(StagedPerson.Endangered), one => one.Endangered ? 1 : 0)];

    /// <summary>Their names as SQL has them.</summary>
    public static string NamesOf(IEnumerable<StagedColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}
