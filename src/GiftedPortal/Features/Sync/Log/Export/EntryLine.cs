using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Log.Export;

/// <summary>A line of a run's log as a line of a file.</summary>
/// <param name="Id">In order of writing.</param>
/// <param name="At">UTC.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Code">What exactly it says.</param>
/// <param name="Person">The provider's id of the person; null when it is about none.</param>
/// <param name="Fields">Names of the fields concerned; null for none.</param>
/// <param name="Detail">A short phrase without values.</param>
internal sealed record EntryLine(long Id, DateTimeOffset At, SyncEntryKind Kind, SyncEntryCode Code, string? Person, string? Fields, string? Detail)
{
    public const string Head = "line,at,kind,code,person,fields,detail";

    public static EntryLine Of(SyncEntry entry) => new(
        entry.Id, entry.At, entry.Kind, entry.Code, entry.PersonId, entry.Fields is PersonFields.None ? null : entry.Fields.ToString(), entry.Detail);

    public static object?[] Cells(EntryLine line) => [line.Id, line.At, line.Kind, line.Code, line.Person, line.Fields, line.Detail];
}
