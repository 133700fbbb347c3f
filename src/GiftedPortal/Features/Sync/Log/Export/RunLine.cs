using GiftedPortal.Features.Sync.Runs;

namespace GiftedPortal.Features.Sync.Log.Export;

/// <summary>A run as a line of a file.</summary>
/// <param name="Id">Of the run.</param>
/// <param name="Customer">Its customer's name.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC; null while it runs.</param>
/// <param name="Trigger">What made it start.</param>
/// <param name="StartedBy">Who.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Calls">Calls to the provider.</param>
/// <param name="People">People read.</param>
/// <param name="Added">New people.</param>
/// <param name="Changed">People with a changed field.</param>
/// <param name="Left">People who left.</param>
internal sealed record RunLine(
    Guid Id, string Customer, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, SyncTrigger Trigger, string StartedBy, SyncRunStatus Status, SyncOutcome Outcome, int Calls, int People, int Added, int Changed, int Left)
{
    public const string Head = "run,customer,started,finished,trigger,started by,status,outcome,calls,people,added,changed,left";

    public static RunLine Of(RunRow row) => new(
        row.Run.Id, row.CustomerName, row.Run.StartedAt, row.Run.FinishedAt, row.Run.Trigger, row.Run.StartedBy, row.Run.Status, row.Run.Outcome,
        row.Run.Calls, row.Run.PeopleRead, row.Run.Added, row.Run.Changed, row.Run.Left);

    public static object?[] Cells(RunLine line) =>
        [line.Id, line.Customer, line.StartedAt, line.FinishedAt, line.Trigger, line.StartedBy, line.Status, line.Outcome, line.Calls, line.People, line.Added, line.Changed, line.Left];
}
