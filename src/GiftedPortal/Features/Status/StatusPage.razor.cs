using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Status;

/// <summary>The customer's page after the set-up: where the connection stands, who must act, what Gifted can see. It follows changes by itself.</summary>
public sealed partial class StatusPage : IDisposable
{
    private const int RunsShown = 14;

    // how far back a check with accepted credentials is looked for, when the newest were refused
    private const int ChecksLookedAt = 10;

    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Everything = TimeSpan.FromSeconds(30);
    private static readonly StatusView Nothing = new(null!, [], null!, null!, null, null, new HashSet<string>(), null, [], null);
    private readonly CancellationTokenSource _closing = new();
    private DataState<StatusView>? _data;
    private (ConnectionStatus, DateTimeOffset)? _shown;
    private DateTimeOffset _loadedAt;

    /// <summary>The connection; null: the one of the member's own customer.</summary>
    [Parameter] public Guid? Id { get; set; }

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private PermissionService Permissions { get; set; } = null!;

    [Inject] private SyncLogService Syncs { get; set; } = null!;

    [Inject] private HealthService Health { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private ApprovalPolicy Policy { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<StatusPage> Logger { get; set; } = null!;

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _ = FollowAsync(_closing.Token);

    private async Task<StatusView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        if (await FindAsync(actor, cancellationToken) is not { } connection)
        {
            Navigation.NotFound();
            return Nothing;
        }

        (_shown, _loadedAt) = ((connection.Status, connection.StatusSince), Clock.GetUtcNow());
        var checks = await Permissions.HistoryAsync(connection.Id, 0, ChecksLookedAt, actor, cancellationToken);
        var events = await Connections.TimelineAsync(connection.Id, actor, cancellationToken);
        return new StatusView(
            connection,
            events,
            ApprovalClock.Read(events, Policy),
            Providers[connection.Provider],
            checks is [var newest, ..] ? newest : null,
            checks.FirstOrDefault(check => check.CredentialsAccepted),
            (await Permissions.ConfirmationsAsync(connection.Id, actor, cancellationToken)).Select(one => one.Key).ToHashSet(),
            await Syncs.SummaryAsync(connection.Id, actor, cancellationToken),
            await Syncs.ListRunsAsync(new RunQuery(ConnectionId: connection.Id, Take: RunsShown), actor, cancellationToken),
            await Health.OfAsync(connection.Id, actor, cancellationToken));
    }

    private async Task<ConnectionSummary?> FindAsync(Actor actor, CancellationToken cancellationToken) =>
        Id is { } id ? await Connections.FindAsync(id, actor, cancellationToken) : await Connections.OfMemberAsync(actor, cancellationToken);

    private Task ReloadAsync() => _data!.ReloadAsync();

    // one small query every few seconds; everything else only when the state has changed, or now and then
    private async Task FollowAsync(CancellationToken closed)
    {
        try
        {
            using var timer = new PeriodicTimer(Pulse, Clock);
            while (await timer.WaitForNextTickAsync(closed))
            {
                await InvokeAsync(() => LookAsync(closed));
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // the page is closed
        }
    }

    private async Task LookAsync(CancellationToken closed)
    {
        try
        {
            var connection = await FindAsync(await Current.GetAsync(), closed);
            var changed = connection is not null && _shown != (connection.Status, connection.StatusSince);
            if (changed || Clock.GetUtcNow() - _loadedAt >= Everything) await _data!.ReloadAsync();
        }
        catch (Exception exception) when (!closed.IsCancellationRequested)
        {
            // the next look is in a few seconds; what is on screen stays
            Log.LookFailed(Logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for a change of a connection failed; the page looks again")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
