using System.Text.Json;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Log.Errors;

/// <summary>Something that can go wrong with a sync.</summary>
/// <param name="Code">Its name in addresses, filters and letters to support: <c>credentials-rejected</c>.</param>
/// <param name="Owner">Who must act.</param>
/// <param name="Key">The name under which its sentences are kept.</param>
/// <param name="Outcome">The end of a run that it explains; null: it explains lines of runs that went on.</param>
/// <param name="Entry">The line of a run that it explains; null: it explains ends of runs.</param>
public sealed record CatalogueEntry(string Code, Owner Owner, string Key, SyncOutcome? Outcome, SyncEntryCode? Entry);

/// <summary>
/// Everything that can go wrong with a sync: every end of a run that is no success, and every warning of a run that went on. Made from the
/// outcomes and codes themselves, so that none can be forgotten. Pure.
/// </summary>
public static class ErrorCatalogue
{
    /// <summary>Lines that tell of something odd while the run goes on, and who can do something about it.</summary>
    private static readonly Dictionary<SyncEntryCode, Owner> Warnings = new()
    {
        [SyncEntryCode.Missing] = Owner.Nobody,
        [SyncEntryCode.FieldsHidden] = Owner.Customer,
        [SyncEntryCode.FieldsUnreadable] = Owner.Customer,
        [SyncEntryCode.NamedTwice] = Owner.Provider,
        [SyncEntryCode.WithoutId] = Owner.Provider,
        [SyncEntryCode.HeldByBrake] = Owner.Gifted,
    };

    /// <summary>All entries: first ends of runs, then lines.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        .. Enum.GetValues<SyncOutcome>().Where(IsTrouble).Select(outcome => new CatalogueEntry(CodeOf(outcome.ToString()), OwnerOf(outcome), outcome.ToString(), outcome, null)),
        .. Warnings.Select(one => new CatalogueEntry(CodeOf(one.Key.ToString()), one.Value, $"Entry.{one.Key}", null, one.Key)),
    ];

    /// <summary>The entry of a run's end; null for a success and for a run that is under way.</summary>
    public static CatalogueEntry? Of(SyncOutcome outcome) => All.FirstOrDefault(entry => entry.Outcome == outcome);

    /// <summary>The entry of a line; null for a line that tells of nothing odd.</summary>
    public static CatalogueEntry? Of(SyncEntryCode code) => All.FirstOrDefault(entry => entry.Entry == code);

    /// <summary>The entry of a provider's failure.</summary>
    public static CatalogueEntry Of(FailureKind failure) => Of(SyncOutcomes.Of(failure))!;

    /// <summary>The entry with this code, in any case; null for any other text.</summary>
    public static CatalogueEntry? Find(string? code) => All.FirstOrDefault(entry => string.Equals(entry.Code, code?.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool IsTrouble(SyncOutcome outcome) => SyncOutcomes.StatusOf(outcome) is SyncRunStatus.Failed or SyncRunStatus.Stopped or SyncRunStatus.Interrupted;

    private static string CodeOf(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    // a run that will be tried again by itself asks nothing of people: whoever has to answer is the provider
    private static Owner OwnerOf(SyncOutcome outcome) => SyncOutcomes.WhoActs(outcome) switch
    {
        Party.Customer => Owner.Customer,
        Party.Gifted => Owner.Gifted,
        Party.Nobody => SyncOutcomes.MayPass(outcome) ? Owner.Provider : Owner.Nobody,
    };
}
