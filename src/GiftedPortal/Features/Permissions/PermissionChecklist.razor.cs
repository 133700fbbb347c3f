using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GiftedPortal.Features.Permissions;

/// <summary>
/// The live checklist of one connection: looks by itself while it is open and its tab is visible, never twice at once,
/// and stops when looking again makes no sense.
/// </summary>
public sealed partial class PermissionChecklist : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, PermissionFinding> _findings = [];
    private readonly HashSet<string> _confirmed = [];
    private DotNetObjectReference<PermissionChecklist>? _self;
    private IJSObjectReference? _watch;
    private ConnectionSummary? _connection;
    private PermissionDialect _dialect;
    private CancellationToken _closed;
    private DateTimeOffset? _lastAt;
    private DateTimeOffset? _nextAt;
    private bool _visible = true;
    private bool _checking;
    private bool _failed;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired] public Guid ConnectionId { get; set; }

    /// <summary>Where the credentials are entered.</summary>
    [Parameter, EditorRequired] public string CredentialsHref { get; set; } = "";

    [Inject] private PermissionService Permissions { get; set; } = null!;

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private ViewerZone Zone { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ILogger<PermissionChecklist> Logger { get; set; } = null!;

    private IHrisProvider Provider => Providers[_connection!.Provider];

    private string Summary => VerdictLook.ToTick(_findings.Values, _confirmed) switch
    {
        _ when !_findings.Values.Any(finding => finding.Outcome is PermissionOutcome.Judged { Verdict: not Verdict.CannotBeChecked }) => Text["ToTick.Unknown"],
        0 when CannotTell > 0 => Text["ToTick.NoMore"],
        0 => Text["ToTick.None"],
        1 => Text["ToTick.One"],
        var boxes => Text["ToTick", boxes],
    };

    private int CannotTell => _findings.Values.Count(finding => finding.Outcome is PermissionOutcome.Judged { Verdict: Verdict.Inconclusive });

    // one banner instead of a red line for each permission
    private PermissionOutcome.Unjudged? Obstacle => _findings.Values.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>()
        .FirstOrDefault(outcome => outcome.Reason is not NoVerdict.NotChecked);

    /// <summary>Called by the browser when the tab is hidden or shown: whoever comes back from the provider's tab sees the news at once.</summary>
    [JSInvokable]
    public Task VisibilityChanged(bool visible) => InvokeAsync(async () =>
    {
        _visible = visible;
        if (visible && _nextAt is not null && !IsHeldBack) await CheckAsync();
    });

    /// <summary>Stops looking.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        try
        {
            if (_watch is not null) await _watch.InvokeVoidAsync("stop");
        }
        catch (JSDisconnectedException)
        {
            // the browser is gone, and its listener with it
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _closed = _closing.Token;
        var actor = await Current.GetAsync();
        _connection = await Connections.FindAsync(ConnectionId, actor, _closed);
        _confirmed.UnionWith((await Permissions.ConfirmationsAsync(ConnectionId, actor, _closed)).Select(one => one.Key));
        if (await Permissions.LatestAsync(ConnectionId, actor, _closed) is { } latest) Take(latest);
        if (_connection is { HasToken: true }) _ = KeepLookingAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/visibility.js"]}");
        _watch = await module.InvokeAsync<IJSObjectReference>("watch", _self);
    }

    private bool IsHeldBack => _nextAt > Clock.GetUtcNow() + RecheckRules.Interval;

    private async Task KeepLookingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
            await CheckAsync();
            while (await timer.WaitForNextTickAsync(_closed))
            {
                if (_visible && _nextAt <= Clock.GetUtcNow()) await InvokeAsync(CheckAsync);
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // the page is closed
        }
    }

    private async Task CheckAsync()
    {
        if (_checking) return;
        (_checking, _failed) = (true, false);
        StateHasChanged();
        try
        {
            var actor = await Current.GetAsync();
            if (await Permissions.CheckAsync(ConnectionId, actor, new Ear(Hear), _closed) is { } check) Take(check);
        }
        catch (Exception exception) when (!_closed.IsCancellationRequested)
        {
            (_failed, _nextAt) = (true, Clock.GetUtcNow() + RecheckRules.Interval);
            Log.CheckFailed(Logger, exception, ConnectionId);
        }
        finally
        {
            _checking = false;
            StateHasChanged();
        }
    }

    private void Hear(PermissionFinding finding) => _ = InvokeAsync(() =>
    {
        _findings[finding.Key] = finding;
        StateHasChanged();
    });

    private void Take(PermissionCheck check)
    {
        foreach (var finding in check.Findings) _findings[finding.Key] = finding;
        (_dialect, _lastAt) = (check.Dialect, check.SeenAgainAt);
        _nextAt = RecheckRules.NextAfter(check, Clock.GetUtcNow());
    }

    private async Task ConfirmAsync(string key, bool confirmed)
    {
        if (await Permissions.ConfirmAsync(ConnectionId, key, confirmed, await Current.GetAsync(), _closed) is not null) return;
        if (confirmed) _confirmed.Add(key);
        else _confirmed.Remove(key);
    }

    private PermissionFinding FindingOf(PermissionRequirement permission) =>
        _findings.GetValueOrDefault(permission.Key) ?? new(permission.Key, new PermissionOutcome.Unjudged(NoVerdict.NotChecked), null, Evidence.None);

    private string CategoryOf(PermissionRequirement permission) => FindingOf(permission).Category ?? permission.Category;

    // hears outcomes on whatever thread they are settled
    private sealed class Ear(Action<PermissionFinding> hear) : IProgress<PermissionFinding>
    {
        public void Report(PermissionFinding value) => hear(value);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The permission check of connection {ConnectionId} failed")]
        public static partial void CheckFailed(ILogger logger, Exception exception, Guid connectionId);
    }
}
