using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions.Live;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GiftedPortal.Features.Permissions;

/// <summary>
/// The live checklist of one connection: looks by itself while it is open and its tab is visible, and stops when looking again makes no sense.
/// Everybody who has it open sees the same.
/// </summary>
public sealed partial class PermissionChecklist : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private DotNetObjectReference<PermissionChecklist>? _self;
    private IJSObjectReference? _tab;
    private ConnectionSummary? _connection;
    private LiveWatch? _watch;
    private CancellationToken _closed;
    private bool _visible = true;

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

    private LiveState State => _watch?.State ?? LiveState.Empty;

    private bool IsHeld => State.IsHeld(Clock.GetUtcNow());

    private string Summary => VerdictLook.ToTick(State.Findings.Values, State.Confirmed.Keys.ToHashSet()) switch
    {
        _ when !State.Findings.Values.Any(finding => finding.Outcome is PermissionOutcome.Judged { Verdict: not Verdict.CannotBeChecked }) => Text["ToTick.Unknown"],
        0 when CannotTell > 0 => Text["ToTick.NoMore"],
        0 => Text["ToTick.None"],
        1 => Text["ToTick.One"],
        var boxes => Text["ToTick", boxes],
    };

    private int CannotTell => State.Findings.Values.Count(finding => finding.Outcome is PermissionOutcome.Judged { Verdict: Verdict.Inconclusive });

    // one banner instead of a red line for each permission
    private PermissionOutcome.Unjudged? Obstacle => State.Findings.Values.Select(finding => finding.Outcome).OfType<PermissionOutcome.Unjudged>()
        .FirstOrDefault(outcome => outcome.Reason is not NoVerdict.NotChecked);

    /// <summary>Called by the browser when the tab is hidden or shown: whoever comes back from the provider's tab sees the news at once.</summary>
    [JSInvokable]
    public Task VisibilityChanged(bool visible) => InvokeAsync(async () =>
    {
        _visible = visible;
        if (visible && _watch is not null && _watch.MayLook(Clock.GetUtcNow())) await CheckAsync(byItself: false);
    });

    /// <summary>Stops looking.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        _watch?.Dispose();
        try
        {
            if (_tab is not null) await _tab.InvokeVoidAsync("stop");
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
        var watch = await Permissions.WatchAsync(ConnectionId, actor, () => _ = InvokeAsync(StateHasChanged), _closed);
        if (_closed.IsCancellationRequested)
        {
            watch?.Dispose();
            return;
        }

        _watch = watch;
        if (_connection is { HasToken: true }) _ = KeepLookingAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        var module = await Js.InvokeAsync<IJSObjectReference>("import", $"./{Assets["js/visibility.js"]}");
        _tab = await module.InvokeAsync<IJSObjectReference>("watch", _self);
    }

    private async Task KeepLookingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Clock);
            do
            {
                await InvokeAsync(LookAsync);
            }
            while (await timer.WaitForNextTickAsync(_closed));
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // the page is closed
        }
    }

    // a check of another node counts as ours: it is looked for before the next one is made
    private async Task LookAsync()
    {
        if (!_visible || State.Checking) return;
        try
        {
            await Permissions.CatchUpAsync(_watch!, await Current.GetAsync(), now: IsDue, _closed);
        }
        catch (Exception exception) when (!_closed.IsCancellationRequested)
        {
            Log.LookFailed(Logger, exception, ConnectionId);
            return;
        }

        if (IsDue) await CheckAsync(byItself: true);
    }

    private bool IsDue => State is { Checking: false, NextAt: { } next } && next <= Clock.GetUtcNow();

    // what fails is logged where it runs, and shown to everybody who looks on
    private async Task CheckAsync(bool byItself)
    {
        if (State.Checking || IsHeld) return;
        try
        {
            var actor = await Current.GetAsync();
            if (byItself) await Permissions.LookAsync(ConnectionId, actor, _closed);
            else await Permissions.CheckAsync(ConnectionId, actor, null, _closed);
        }
        catch (Exception exception) when (!_closed.IsCancellationRequested)
        {
            Log.LookFailed(Logger, exception, ConnectionId);
        }
    }

    private async Task ConfirmAsync(string key, bool confirmed)
    {
        var actor = await Current.GetAsync();
        await Permissions.ConfirmAsync(ConnectionId, key, confirmed, actor, _closed);
        await Permissions.CatchUpAsync(_watch!, actor, now: true, _closed);
    }

    private PermissionFinding FindingOf(PermissionRequirement permission) =>
        State.Findings.GetValueOrDefault(permission.Key) ?? new(permission.Key, new PermissionOutcome.Unjudged(NoVerdict.NotChecked), null, Evidence.None);

    private string CategoryOf(PermissionRequirement permission) => FindingOf(permission).Category ?? permission.Category;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Looking at the permissions of connection {ConnectionId} failed; the page looks again")]
        public static partial void LookFailed(ILogger logger, Exception exception, Guid connectionId);
    }
}
