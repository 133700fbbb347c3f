using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Roster;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log;

/// <summary>Reads the sync log. Staff see all runs and their entries; a member sees the runs of their own customer, without entries.</summary>
public sealed partial class SyncLogService(IDbContextFactory<PortalDbContext> database, ConnectionService connections, TimeProvider time)
{
    /// <summary>Above this, newer runs are not counted.</summary>
    public const int MostNewer = 1000;

    // what stands before a line that somebody was sent to
    private const int LinesBefore = 10;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<RunRow>> ListRunsAsync(RunQuery query, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        // the key is in order of time; first the keys, which an index holds with what was asked for
        var page = (await FoundAsync(db, query, visible, cancellationToken)).OrderByDescending(id => id).Take(query.Take);
        return await Rows(db, db.Set<SyncRun>().Where(run => page.Contains(run.Id))).ToListAsync(cancellationToken);
    }

    /// <summary>How many such runs are newer than <paramref name="run"/>, up to <see cref="MostNewer"/>.</summary>
    public async Task<int> CountNewerAsync(RunQuery query, Guid run, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return 0;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await (await FoundAsync(db, query with { UpTo = null, NewerThan = run, Take = MostNewer }, visible, cancellationToken)).Take(MostNewer).CountAsync(cancellationToken);
    }

    /// <summary>A run that the actor may see, or null.</summary>
    public async Task<RunRow?> FindRunAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Rows(db, db.Set<SyncRun>().Where(run => run.Id == id && (visible.Only == null || run.CustomerId == visible.Only))).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The same for a page that is opened: that staff read lines about people is recorded, before they see them.</summary>
    public async Task<RunRow?> OpenRunAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (await FindRunAsync(id, actor, cancellationToken) is not { Run: var run } row)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (actor.IsStaff && await db.Set<SyncEntry>().AnyAsync(entry => entry.RunId == id && entry.PersonId != null, cancellationToken))
        {
            db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "people.read", run.CustomerId, run.ConnectionId, newValue: $"run {id}"));
            await db.SaveChangesAsync(cancellationToken);
        }

        return row;
    }

    /// <summary>The lines of a run in order of writing: ids of people and names of fields, never a value. Staff only; anybody else gets none.</summary>
    public async Task<IReadOnlyList<SyncEntry>> EntriesAsync(Guid runId, EntryQuery query, Actor actor, CancellationToken cancellationToken)
    {
        // what has a code of its own in the catalogue is a warning, and nothing else
        if (!actor.IsStaff || (query.Code is not null && query.Kind is not (null or SyncEntryKind.Warning)))
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        IQueryable<SyncEntry> entries = db.Set<SyncEntry>();
        if (query.Text?.Trim() is { Length: > 0 } text)
        {
            // without the run, which they are of anyway: its index leads through all of its lines
            var lines = await EntryTextSearch.LinesAsync(db, runId, text, cancellationToken);
            entries = entries.Where(entry => lines.Contains(entry.Id));
        }
        else
        {
            entries = entries.Where(entry => entry.RunId == runId);
        }

        entries = query.Kind is { } kind ? entries.Where(entry => entry.Kind == kind) : entries.Where(entry => entry.Kind != SyncEntryKind.Call);
        entries = query.Code is { } code ? entries.Where(entry => entry.Kind == SyncEntryKind.Warning && entry.Code == code) : entries;
        if (query is { Line: { } line, After: null })
        {
            var before = await PageAsync(db, entries.Where(entry => entry.Id < line).OrderByDescending(entry => entry.Id), LinesBefore, cancellationToken);
            return [.. before, .. await PageAsync(db, entries.Where(entry => entry.Id >= line).OrderBy(entry => entry.Id), query.Take - before.Count, cancellationToken)];
        }

        entries = query.After is { } after ? entries.Where(entry => entry.Id > after) : entries;
        return await PageAsync(db, entries.OrderBy(entry => entry.Id), query.Take, cancellationToken);
    }

    /// <summary>Records that somebody took the log, or a run's lines, as a file.</summary>
    /// <param name="actor">Who took it.</param>
    /// <param name="what">Its name, with the filters.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task RecordExportAsync(Actor actor, string what, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Add(AuditEntry.Of(actor, time.GetUtcNow(), "runs.exported", null, newValue: what));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>How a connection's sync stands, for a connection that the actor may see; else null.</summary>
    public async Task<SyncSummary?> SummaryAsync(Guid connectionId, Actor actor, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(connectionId, actor, cancellationToken) is null)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var runs = db.Set<SyncRun>().Where(run => run.ConnectionId == connectionId);
        var last = await Rows(db, runs.OrderByDescending(run => run.Id).Take(1)).FirstOrDefaultAsync(cancellationToken);
        var succeededAt = await runs
            .Where(run => run.Status == SyncRunStatus.Succeeded)
            .OrderByDescending(run => run.Id)
            .Select(run => run.FinishedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var people = await db.Set<Employee>()
            .Where(employee => employee.ConnectionId == connectionId)
            .GroupBy(employee => new { employee.Status, HasLeft = employee.LeftAt != null })
            .Select(group => new { group.Key.Status, group.Key.HasLeft, Count = group.Count() })
            .ToListAsync(cancellationToken);
        return new SyncSummary(
            last,
            succeededAt,
            people.Where(group => !group.HasLeft).Sum(group => group.Count),
            people.Where(group => group.HasLeft).Sum(group => group.Count),
            people.GroupBy(group => group.Status ?? "").ToDictionary(group => group.Key, group => group.Sum(one => one.Count)));
    }

    // first the keys, which an index holds with what was asked for; else a database may go through all lines in their order, in the hope of finding some soon
    private static Task<List<SyncEntry>> PageAsync(PortalDbContext db, IQueryable<SyncEntry> entries, int take, CancellationToken cancellationToken)
    {
        var page = entries.Select(entry => entry.Id).Take(take);
        return db.Set<SyncEntry>().AsNoTracking().Where(entry => page.Contains(entry.Id)).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
    }

    // a person and a name first become the keys of runs: they are few
    private static async Task<IQueryable<Guid>> FoundAsync(PortalDbContext db, RunQuery query, Owners visible, CancellationToken cancellationToken)
    {
        var runs = Found(db, query, visible);
        if (query.Person?.Trim() is { Length: > 0 } person)
        {
            var touched = await PersonSearch.RunsAsync(db, person, query.CustomerId, query.ConnectionId, cancellationToken);
            runs = runs.Where(run => touched.Contains(run.Id));
        }

        if (query.Text?.Trim() is not { Length: > 0 } text)
        {
            return runs.Select(run => run.Id);
        }

        var named = await RunTextSearch.NewestAsync(db, runs, text, query.Take, cancellationToken);
        return db.Set<SyncRun>().Where(run => named.Contains(run.Id)).Select(run => run.Id);
    }

    private static IQueryable<FoundRun> Found(PortalDbContext db, RunQuery query, Owners visible)
    {
        var runs = FoundRun.Of(db, query.Error);
        runs = visible.Only is { } owner ? runs.Where(run => run.CustomerId == owner) : runs;
        runs = query.CustomerId is { } customer ? runs.Where(run => run.CustomerId == customer) : runs;
        runs = query.ConnectionId is { } connection ? runs.Where(run => run.ConnectionId == connection) : runs;
        runs = query.Before is { } before ? runs.Where(run => run.Id.CompareTo(before) < 0) : runs;
        runs = query.From is { } from ? runs.Where(run => run.Id.CompareTo(RunKeys.FirstOf(from)) >= 0) : runs;
        runs = query.To is { } to ? runs.Where(run => run.Id.CompareTo(RunKeys.FirstOf(to)) < 0) : runs;
        runs = query.UpTo is { } newest ? runs.Where(run => run.Id.CompareTo(newest) <= 0) : runs;
        runs = query.NewerThan is { } known ? runs.Where(run => run.Id.CompareTo(known) > 0) : runs;
        return (query.Status, query.Error?.Outcome) switch
        {
            (null, _) => runs,
            // an end has one status: the question for both is one for the end alone, or for nothing
            ({ } status, { } outcome) => SyncOutcomes.StatusOf(outcome) == status ? runs : runs.Where(_ => false),
            ({ } status, null) => runs.Where(run => run.Status == status),
        };
    }

    private static Owners? OwnersOf(Actor actor) => actor switch
    {
        { IsStaff: true } or { Kind: ActorKind.System } => new Owners(Only: null),
        { Kind: ActorKind.Member or ActorKind.Viewer, CustomerId: { } customer } => new Owners(customer),
        _ => null,
    };

    private static IQueryable<RunRow> Rows(PortalDbContext db, IQueryable<SyncRun> runs) =>
        from run in runs.AsNoTracking()
        join customer in db.Set<Customer>() on run.CustomerId equals customer.Id
        orderby run.Id descending
        select new RunRow(run, customer.Name);

    /// <summary>Whose runs somebody may see.</summary>
    /// <param name="Only">This customer's; null: everybody's.</param>
    private sealed record Owners(Guid? Only);
}
