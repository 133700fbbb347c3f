using System.Linq.Expressions;
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
        // the key is in order of time
        return await Rows(db, (await FoundAsync(db, query, visible, cancellationToken)).OrderByDescending(run => run.Id).Take(query.Take)).ToListAsync(cancellationToken);
    }

    /// <summary>How many such runs are newer than <paramref name="run"/>, up to <see cref="MostNewer"/>.</summary>
    public async Task<int> CountNewerAsync(RunQuery query, Guid run, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return 0;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await (await FoundAsync(db, query with { UpTo = null }, visible, cancellationToken)).Where(one => one.Id.CompareTo(run) > 0).Take(MostNewer).CountAsync(cancellationToken);
    }

    /// <summary>A run that the actor may see, or null.</summary>
    public async Task<RunRow?> FindRunAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        if (OwnersOf(actor) is not { } visible)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await Rows(db, db.Set<SyncRun>().Where(visible).Where(run => run.Id == id)).FirstOrDefaultAsync(cancellationToken);
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
        if (!actor.IsStaff)
        {
            return [];
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var entries = db.Set<SyncEntry>().AsNoTracking().Where(entry => entry.RunId == runId);
        entries = query.Kind is { } kind ? entries.Where(entry => entry.Kind == kind) : entries.Where(entry => entry.Kind != SyncEntryKind.Call);
        entries = query.Code is { } code ? entries.Where(entry => entry.Code == code) : entries;
        if (query.Text?.Trim() is { Length: > 0 } text)
        {
            var people = await PersonSearch.PeopleAsync(db, runId, text, cancellationToken);
            entries = entries.Where(entry => entry.PersonId == text || people.Contains(entry.PersonId!) || (entry.Detail != null && entry.Detail.Contains(text)));
        }

        if (query is { Line: { } line, After: null })
        {
            var before = await entries.Where(entry => entry.Id < line).OrderByDescending(entry => entry.Id).Take(LinesBefore).ToListAsync(cancellationToken);
            before.Reverse();
            return [.. before, .. await entries.Where(entry => entry.Id >= line).OrderBy(entry => entry.Id).Take(query.Take - before.Count).ToListAsync(cancellationToken)];
        }

        entries = query.After is { } after ? entries.Where(entry => entry.Id > after) : entries;
        return await entries.OrderBy(entry => entry.Id).Take(query.Take).ToListAsync(cancellationToken);
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

    // a person first becomes a list of runs: they are few
    private static async Task<IQueryable<SyncRun>> FoundAsync(PortalDbContext db, RunQuery query, Expression<Func<SyncRun, bool>> visible, CancellationToken cancellationToken)
    {
        var runs = Found(db, query, visible);
        if (query.Person?.Trim() is not { Length: > 0 } person)
        {
            return runs;
        }

        var touched = await PersonSearch.RunsAsync(db, person, query.CustomerId, query.ConnectionId, cancellationToken);
        return runs.Where(run => touched.Contains(run.Id));
    }

    private static IQueryable<SyncRun> Found(PortalDbContext db, RunQuery query, Expression<Func<SyncRun, bool>> visible)
    {
        var runs = db.Set<SyncRun>().Where(visible);
        runs = query.CustomerId is { } customer ? runs.Where(run => run.CustomerId == customer) : runs;
        runs = query.ConnectionId is { } connection ? runs.Where(run => run.ConnectionId == connection) : runs;
        runs = query.Status is { } status ? runs.Where(run => run.Status == status) : runs;
        runs = query.Before is { } before ? runs.Where(run => run.Id.CompareTo(before) < 0) : runs;
        runs = query.From is { } from ? runs.Where(run => run.Id.CompareTo(RunKeys.FirstOf(from)) >= 0) : runs;
        runs = query.To is { } to ? runs.Where(run => run.Id.CompareTo(RunKeys.FirstOf(to)) < 0) : runs;
        runs = query.UpTo is { } newest ? runs.Where(run => run.Id.CompareTo(newest) <= 0) : runs;
        if (query.Error?.Outcome is { } outcome)
        {
            var ended = SyncOutcomes.StatusOf(outcome);
            runs = runs.Where(run => run.Status == ended && run.Outcome == outcome);
        }

        if (query.Error?.Entry is { } code)
        {
            runs = runs.Where(run => db.Set<SyncEntry>().Any(entry => entry.RunId == run.Id && entry.Kind == SyncEntryKind.Warning && entry.Code == code));
        }

        if (query.Text?.Trim().ToLowerInvariant() is { Length: > 0 } text)
        {
#pragma warning disable CA1304, CA1311, CA1862 // becomes lower() in SQL, the one way that both databases know
            var customers = db.Set<Customer>().Where(one => one.Name.ToLower().Contains(text)).Select(one => one.Id);
            runs = runs.Where(run => customers.Contains(run.CustomerId) || run.StartedBy.ToLower().Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return runs;
    }

    private static Expression<Func<SyncRun, bool>>? OwnersOf(Actor actor) => actor switch
    {
        { IsStaff: true } or { Kind: ActorKind.System } => run => true,
        { Kind: ActorKind.Member or ActorKind.Viewer, CustomerId: { } customer } => run => run.CustomerId == customer,
        _ => null,
    };

    private static IQueryable<RunRow> Rows(PortalDbContext db, IQueryable<SyncRun> runs) =>
        from run in runs.AsNoTracking()
        join customer in db.Set<Customer>() on run.CustomerId equals customer.Id
        orderby run.Id descending
        select new RunRow(run, customer.Name);
}
