using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Roster.Staging;

/// <summary>A column of the staging table, and what goes into it: one list serves both databases.</summary>
internal sealed record StagedColumn(string Name, Type Type, Func<StagedPerson, object?> Read)
{
    /// <summary>The columns of the roster, but for those that are the same for everybody in a run: the connection and the run.</summary>
    public static IReadOnlyList<StagedColumn> OfEmployee { get; } =
    [
        new(nameof(Employee.PersonId), typeof(string), one => one.Row.PersonId),
        new(nameof(Employee.Visible), typeof(int), one => (int)one.Row.Visible),
        new(nameof(Employee.FirstName), typeof(string), one => one.Row.FirstName),
        new(nameof(Employee.Surname), typeof(string), one => one.Row.Surname),
        new(nameof(Employee.WorkEmail), typeof(string), one => one.Row.WorkEmail),
        new(nameof(Employee.Birthday), typeof(string), one => one.Row.Birthday),
        new(nameof(Employee.StartDate), typeof(DateOnly), one => one.Row.StartDate),
        new(nameof(Employee.Site), typeof(string), one => one.Row.Site),
        new(nameof(Employee.Department), typeof(string), one => one.Row.Department),
        new(nameof(Employee.ManagerId), typeof(string), one => one.Row.ManagerId),
        new(nameof(Employee.Status), typeof(string), one => one.Row.Status),
        new(nameof(Employee.LeavingDate), typeof(DateOnly), one => one.Row.LeavingDate),
        new(nameof(Employee.AddressLine1), typeof(string), one => one.Row.AddressLine1),
        new(nameof(Employee.AddressLine2), typeof(string), one => one.Row.AddressLine2),
        new(nameof(Employee.City), typeof(string), one => one.Row.City),
        new(nameof(Employee.PostCode), typeof(string), one => one.Row.PostCode),
        new(nameof(Employee.State), typeof(string), one => one.Row.State),
        new(nameof(Employee.Country), typeof(string), one => one.Row.Country),
        new(nameof(Employee.PrivateEmail), typeof(string), one => one.Row.PrivateEmail),
        new(nameof(Employee.PrivatePhone), typeof(string), one => one.Row.PrivatePhone),
        new(nameof(Employee.FamilyStatus), typeof(string), one => one.Row.FamilyStatus),
        new(nameof(Employee.Children), typeof(int), one => one.Row.Children),
        new(nameof(Employee.ContentHash), typeof(Guid), one => one.Row.ContentHash),
        new(nameof(Employee.FirstSeenAt), typeof(DateTimeOffset), one => one.Row.FirstSeenAt),
        new(nameof(Employee.MissedRuns), typeof(int), one => one.Row.MissedRuns),
        new(nameof(Employee.LeftAt), typeof(DateTimeOffset), one => one.Row.LeftAt),
    ];

    /// <summary>What the log says of the person.</summary>
    public static IReadOnlyList<StagedColumn> OfEntry { get; } =
    [
        new(nameof(SyncEntry.Kind), typeof(string), one => one.Kind?.ToString()),
        new(nameof(SyncEntry.Code), typeof(string), one => one.Code.ToString()),
        new(nameof(SyncEntry.Fields), typeof(int), one => (int)one.Fields),
        new(nameof(SyncEntry.Values), typeof(byte[]), one => one.Values),
        new(nameof(StagedPerson.Endangered), typeof(int), one => one.Endangered ? 1 : 0),
    ];

    public static IReadOnlyList<StagedColumn> All { get; } = [.. OfEmployee, .. OfEntry];

    /// <summary>Their names as SQL has them.</summary>
    public static string NamesOf(IEnumerable<StagedColumn> columns) => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
}
