using System.Collections.Concurrent;
using GiftedPortal.Providers;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>How a run ended that the database still takes for one under way.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Journal">The lines of its log.</param>
/// <param name="Failure">The provider's failure, when it was one.</param>
internal sealed record UnwrittenEnd(SyncRun Run, SyncOutcome Outcome, RunJournal Journal, ProviderFailure? Failure);

/// <summary>The ends of this process's runs that could not be written: at most one for each connection.</summary>
internal sealed class UnwrittenEnds
{
    private readonly ConcurrentDictionary<Guid, UnwrittenEnd> _ends = new();

    public IReadOnlyCollection<UnwrittenEnd> All => _ends.IsEmpty ? [] : [.. _ends.Values];

    /// <returns>False: the run has one, and what ended it first counts.</returns>
    public bool Add(UnwrittenEnd end) => _ends.TryAdd(end.Run.Id, end);

    public void Remove(Guid runId) => _ends.TryRemove(runId, out _);
}
