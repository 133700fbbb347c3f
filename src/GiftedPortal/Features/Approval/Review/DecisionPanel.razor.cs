using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>Where a reviewer decides. A reason, once typed, stays until this reviewer's own decision is made, whatever others do meanwhile.</summary>
public sealed partial class DecisionPanel
{
    private readonly List<ChangeRequest> _items = [];
    private MudTextField<string>? _field;
    private string _reason = "";
    private string? _badReason;
    private string? _refused;
    private string? _done;
    private bool _open;
    private bool _busy;
    private bool _isMine;

    /// <summary>The connection to decide on.</summary>
    [Parameter, EditorRequired] public ConnectionSummary Connection { get; set; } = null!;

    /// <summary>Whose steps and permissions may be named in a request for changes; null: none.</summary>
    [Parameter] public IHrisProvider? Provider { get; set; }

    /// <summary>The rule that applies now; null: not shown.</summary>
    [Parameter] public Ruling? Ruling { get; set; }

    /// <summary>Name of the reviewer who approved first; null: nobody did.</summary>
    [Parameter] public string? First { get; set; }

    /// <summary>Called after a decision, and after a refusal because somebody else was faster.</summary>
    [Parameter] public EventCallback OnDecided { get; set; }

    [Inject] private ApprovalService Approval { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private ViewerZone Viewer { get; set; } = null!;

    [Inject] private IStringLocalizer<ApprovalText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<ConnectionText> Words { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _open |= ConnectionLife.IsWaiting(Connection.Status);
        _isMine = Connection.ReviewerId == (await Current.GetAsync()).Id;
    }

    private async Task DecideAsync(ConnectionOperation operation)
    {
        if (_busy)
        {
            return;
        }

        (_busy, _badReason, _refused, _done) = (true, null, null, null);
        try
        {
            var refusal = await CarryOutAsync(operation, await Current.GetAsync());
            if (refusal is ConnectionRefusal.BadReason)
            {
                _badReason = Words.Sentence(refusal, Viewer);
            }
            else
            {
                _refused = refusal is null ? null : Words.Sentence(refusal, Viewer);
            }

            if (refusal is null)
            {
                _done = Text[$"Decision.{operation}.Done"];
                if (operation is not (ConnectionOperation.Claim or ConnectionOperation.Release))
                {
                    (_reason, _open) = ("", false);
                    _items.Clear();
                }
            }
        }
        finally
        {
            _busy = false;
        }

        if (_badReason is null)
        {
            await OnDecided.InvokeAsync();
            if (operation is ConnectionOperation.Approve && _done is not null && Connection.Status is ConnectionStatus.Submitted)
            {
                _done = Text["Decision.FirstApproval.Done"];
            }
        }
        else if (_field is not null)
        {
            await _field.FocusAsync();
        }
    }

    /// <summary>Who has it and until when; null where nobody does.</summary>
    private string? Held => Connection is { Status: ConnectionStatus.InReview, ReviewerName: { } name, ReviewerUntil: { } until }
        ? (_isMine, until > Clock.GetUtcNow()) switch
        {
            (true, true) => Text["Decision.Yours", Viewer.ToLocal(until)].Value,
            (true, false) => Text["Decision.Ended", Viewer.ToLocal(until)].Value,
            (false, true) => Text["Decision.Others", name, Viewer.ToLocal(until)].Value,
            (false, false) => null,
        }
        : null;

    // a decision that was clicked is carried out even when the page is closed at that moment
    private Task<ConnectionRefusal?> CarryOutAsync(ConnectionOperation operation, Actor actor) => operation switch
    {
        ConnectionOperation.Claim => Approval.ClaimAsync(Connection.Id, actor, CancellationToken.None),
        ConnectionOperation.Release => Approval.ReleaseAsync(Connection.Id, actor, CancellationToken.None),
        ConnectionOperation.Approve => Approval.ApproveAsync(Connection.Id, actor, CancellationToken.None),
        ConnectionOperation.RequestChanges => Approval.RequestChangesAsync(Connection.Id, _reason, _items, actor, CancellationToken.None),
        ConnectionOperation.Reject => Approval.RejectAsync(Connection.Id, _reason, actor, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not a reviewer's operation."),
    };
}
