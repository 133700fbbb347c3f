using GiftedPortal.Sandbox.HiBob.Values;

namespace GiftedPortal.Sandbox.HiBob.People;

/// <summary>Something that an API call wrote.</summary>
/// <param name="At">When; UTC.</param>
internal abstract record Writing(DateTimeOffset At);

/// <summary>Somebody new.</summary>
internal sealed record EmployeeWritten(DateTimeOffset At, string Id, string FirstName, string Surname, string Email, Site Site, DateOnly StartDate) : Writing(At);

/// <summary>Other values in somebody's record, by field id.</summary>
internal sealed record FieldsWritten(DateTimeOffset At, string EmployeeId, IReadOnlyDictionary<string, BobValue?> Values) : Writing(At);

/// <summary>One more row in one of somebody's tables.</summary>
internal sealed record RowWritten(DateTimeOffset At, string EmployeeId, string Table, TableRow Row) : Writing(At);

/// <summary>One more item in a list.</summary>
internal sealed record ItemWritten(DateTimeOffset At, string List, ListItem Item) : Writing(At);
