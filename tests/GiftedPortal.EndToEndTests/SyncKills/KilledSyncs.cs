using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;
using static GiftedPortal.Tests.Testing.Cancellation;

namespace GiftedPortal.EndToEndTests.SyncKills;

/// <summary>Looks at what killed processes left: the roster and its log are those of the complete runs, to the last person, and of nothing else.</summary>
internal sealed class KilledSyncs(IDbContextFactory<PortalDbContext> contexts, Guid connection)
{
    /// <summary>The runs, oldest first.</summary>
    public async Task<List<SyncRun>> ShouldBeWholeAsync(string why)
    {
        await using var db = await contexts.CreateDbContextAsync(Stop);
        var runs = await db.Set<SyncRun>().AsNoTracking().Where(run => run.ConnectionId == connection).OrderBy(run => run.StartedAt).ToListAsync(Stop);
        ShouldFollowEachOther(runs, why);

        var complete = runs.Where(run => run.Status == SyncRunStatus.Succeeded).ToList();
        var (roster, counts) = ChangingCompany.Complete(complete.Count);
        complete.Select(run => new Counts(run.Added, run.Changed, run.Left)).Should().Equal(counts, why);
        await LogShouldTellOfAsync(db, complete, why);

        var order = complete.Select((run, number) => (run.Id, number)).ToDictionary(one => one.Id, one => one.number);
        var people = await db.Set<Employee>().AsNoTracking().Where(employee => employee.ConnectionId == connection)
            .Select(employee => new { employee.PersonId, employee.Department, HasLeft = employee.LeftAt != null, employee.LastRunId }).ToListAsync(Stop);
        ShouldBeSame(people.Select(one => (one.PersonId, new Known(one.Department, one.HasLeft, order.GetValueOrDefault(one.LastRunId, -1)))), roster.Select(one => (one.Key, one.Value)), why);
        return runs;
    }

    private static void ShouldFollowEachOther(List<SyncRun> runs, string why)
    {
        runs.SkipLast(1).Should().OnlyContain(run => run.Status == SyncRunStatus.Succeeded || (run.Status == SyncRunStatus.Interrupted && run.Outcome == SyncOutcome.ProcessEnded), why);
        runs.TakeLast(1).Should().OnlyContain(run => run.Status == SyncRunStatus.Succeeded || run.Status == SyncRunStatus.Running, why);
        foreach (var (run, next) in runs.Zip(runs.Skip(1)))
        {
            (next.Trigger == SyncTrigger.Recovery).Should().Be(run.Status == SyncRunStatus.Interrupted, why);
        }
    }

    /// <summary>A line for each call and each person that a complete run counts; none of any other run.</summary>
    private static async Task LogShouldTellOfAsync(PortalDbContext db, List<SyncRun> complete, string why)
    {
        var lines = await db.Set<SyncEntry>().AsNoTracking().GroupBy(entry => new { entry.RunId, entry.Kind })
            .Select(group => new { group.Key.RunId, group.Key.Kind, Lines = group.Count(), People = group.Select(entry => entry.PersonId).Distinct().Count() }).ToListAsync(Stop);
        lines.Where(one => one.Kind != SyncEntryKind.Call).Should().OnlyContain(one => one.Lines == one.People, why);
        ShouldBeSame(
            lines.Select(one => (one.RunId, one.Kind, one.Lines)),
            from run in complete
            from one in ((SyncEntryKind Kind, int Lines)[])
                [(SyncEntryKind.Call, run.Calls), (SyncEntryKind.Added, run.Added), (SyncEntryKind.Changed, run.Changed), (SyncEntryKind.Left, run.Left)]
            where one.Lines > 0
            select (run.Id, one.Kind, one.Lines),
            why);
    }
    private static void ShouldBeSame<T>(IEnumerable<T> found, IEnumerable<T> expected, string why)
    {
        var (here, meant) = (found.ToHashSet(), expected.ToHashSet());
        here.Except(meant).Should().BeEmpty(why);
        meant.Except(here).Should().BeEmpty(why);
    }
}
