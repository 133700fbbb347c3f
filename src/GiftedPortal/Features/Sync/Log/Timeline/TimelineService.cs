using System.Globalization;
using GiftedPortal.Data;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Runs;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Features.Sync.Log.Timeline;

/// <summary>Everything that happened to a connection, from each place where it is recorded, as one list. Staff only.</summary>
public sealed class TimelineService(IDbContextFactory<PortalDbContext> database, ConnectionService connections)
{
    /// <summary>Items on a page.</summary>
    public const int PageSize = 50;

    // one moment may bring several of a kind: a check that loses all permissions writes a line for each
    private const int MostAtOnce = 50;

    private static readonly string[] SetupActions =
    [
        "connection.created", "connection.environment", "credentials.saved", "credentials.new-saved", "credentials.new-cancelled", "credentials.switched", "duplicate.resolved",
        "handover.given", "handover.done", "handover.taken-back", "setup.nudged", "step.finished", "step.reopened",
    ];

    private static readonly string[] PermissionActions = ["permission.confirmed", "permission.unconfirmed", "permission.lost", "permission.regained"];

    private static readonly string[] DecisionActions = ["sync.requested", "sync.continued", "sync.dropped"];

    /// <summary>A page, newest first, and whether there is more; null when there is no such connection for this actor.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="kind">Only these; null: all.</param>
    /// <param name="after">Only what comes after this place: the next page.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<TimelinePage?> ReadAsync(Guid connectionId, TimelineKind? kind, TimelinePlace? after, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsStaff || await connections.FindAsync(connectionId, actor, cancellationToken) is not { } connection)
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = new List<TimelineItem>();
        foreach (var one in Enum.GetValues<TimelineKind>().Where(one => kind is null || kind == one))
        {
            found.AddRange(await ItemsAsync(new Source(db, connectionId, after?.At ?? DateTimeOffset.MaxValue), one, cancellationToken));
        }

        List<TimelineItem> items =
        [
            .. found.Where(item => after is null || after.IsBefore(item.Place))
                .OrderByDescending(item => item.At).ThenByDescending(item => item.Key, StringComparer.Ordinal).Take(PageSize + 1),
        ];
        return new TimelinePage(connection.CustomerName, items.Take(PageSize).ToList(), items.Count > PageSize);
    }

    private static async Task<IReadOnlyList<TimelineItem>> ItemsAsync(Source source, TimelineKind kind, CancellationToken cancellationToken) => kind switch
    {
        TimelineKind.Setup => await source.ActionsAsync(kind, SetupActions, cancellationToken),
        TimelineKind.Decision => [.. await source.EventsAsync(cancellationToken), .. await source.ActionsAsync(kind, DecisionActions, cancellationToken)],
        TimelineKind.Permission => [.. await source.ChecksAsync(cancellationToken), .. await source.ActionsAsync(kind, PermissionActions, cancellationToken)],
        TimelineKind.Health => await source.HealthAsync(cancellationToken),
        TimelineKind.Run => await source.RunsAsync(cancellationToken),
    };

    // each kind's newest up to a moment: together they hold the page, whatever it is made of
    private sealed record Source(PortalDbContext Db, Guid ConnectionId, DateTimeOffset UpTo)
    {
        private const int Most = PageSize + MostAtOnce;

        public async Task<IEnumerable<TimelineItem>> EventsAsync(CancellationToken cancellationToken) =>
            (await Db.Set<ConnectionEvent>().AsNoTracking().Where(one => one.ConnectionId == ConnectionId && one.At <= UpTo)
                .OrderByDescending(one => one.At).Take(Most).ToListAsync(cancellationToken))
            .Select(one => new TimelineItem(one.At, TimelineKind.Decision, Key('b', one.Id)) { Event = one });

        public async Task<IReadOnlyList<TimelineItem>> ActionsAsync(TimelineKind kind, string[] actions, CancellationToken cancellationToken) =>
        [
            .. (await Db.Set<AuditEntry>().AsNoTracking().Where(one => one.ConnectionId == ConnectionId && actions.Contains(one.Action) && one.At <= UpTo)
                .OrderByDescending(one => one.At).Take(Most).ToListAsync(cancellationToken))
            .Select(one => new TimelineItem(one.At, kind, Key('a', one.Id)) { Did = one }),
        ];

        public async Task<IEnumerable<TimelineItem>> ChecksAsync(CancellationToken cancellationToken) =>
            (await Db.Set<PermissionCheck>().AsNoTracking().Where(one => one.ConnectionId == ConnectionId && one.At <= UpTo)
                .OrderByDescending(one => one.At).Take(Most).ToListAsync(cancellationToken))
            .Select(one => new TimelineItem(one.At, TimelineKind.Permission, $"c{one.Id:N}") { Check = one });

        public async Task<IReadOnlyList<TimelineItem>> HealthAsync(CancellationToken cancellationToken) =>
        [
            .. (await Db.Set<HealthRecord>().AsNoTracking().Where(one => one.ConnectionId == ConnectionId && one.OpenedAt <= UpTo)
                .OrderByDescending(one => one.OpenedAt).Take(Most).ToListAsync(cancellationToken))
            .Select(one => new TimelineItem(one.OpenedAt, TimelineKind.Health, Key('d', one.Id)) { Health = one }),
        ];

        // keys are in order of time, and have an index
        public async Task<IReadOnlyList<TimelineItem>> RunsAsync(CancellationToken cancellationToken)
        {
            var runs = Db.Set<SyncRun>().AsNoTracking().Where(one => one.ConnectionId == ConnectionId);
            runs = UpTo == DateTimeOffset.MaxValue ? runs : runs.Where(one => one.Id.CompareTo(RunKeys.FirstOf(UpTo.AddMilliseconds(1))) < 0);
            return [.. (await runs.OrderByDescending(one => one.Id).Take(Most).ToListAsync(cancellationToken)).Select(one => new TimelineItem(one.StartedAt, TimelineKind.Run, $"e{one.Id:N}") { Run = one })];
        }

        private static string Key(char source, long id) => string.Create(CultureInfo.InvariantCulture, $"{source}{id:D19}");
    }
}

/// <summary>A page of a timeline.</summary>
/// <param name="CustomerName">The name that Gifted knows the customer by.</param>
/// <param name="Items">Newest first.</param>
/// <param name="HasMore">Older ones follow.</param>
public sealed record TimelinePage(string CustomerName, IReadOnlyList<TimelineItem> Items, bool HasMore);
