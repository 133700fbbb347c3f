using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>Where a reviewer decides. A reason, once typed, stays until this reviewer's own decision is made, whatever others do meanwhile.</summary>
public sealed partial class DecisionPanel
{
    private MudTextField<string>? _field;
    private string _reason = "";
    private string? _badReason;
    private string? _refused;
    private string? _done;
    private bool _open;
    private bool _busy;

    /// <summary>The connection to decide on.</summary>
    [Parameter, EditorRequired] public Guid ConnectionId { get; set; }

    /// <summary>Where it stands.</summary>
    [Parameter, EditorRequired] public ConnectionStatus Status { get; set; }

    /// <summary>Called after a decision, and after a refusal because somebody else was faster.</summary>
    [Parameter] public EventCallback OnDecided { get; set; }

    [Inject] private ApprovalService Approval { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private ViewerZone Viewer { get; set; } = null!;

    [Inject] private IStringLocalizer<ApprovalText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<ConnectionText> Words { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet() => _open |= ConnectionLife.IsWaiting(Status);

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
                if (operation is not ConnectionOperation.Claim)
                {
                    (_reason, _open) = ("", false);
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
        }
        else if (_field is not null)
        {
            await _field.FocusAsync();
        }
    }

    // a decision that was clicked is carried out even when the page is closed at that moment
    private Task<ConnectionRefusal?> CarryOutAsync(ConnectionOperation operation, Actor actor) => operation switch
    {
        ConnectionOperation.Claim => Approval.ClaimAsync(ConnectionId, actor, CancellationToken.None),
        ConnectionOperation.Approve => Approval.ApproveAsync(ConnectionId, actor, CancellationToken.None),
        ConnectionOperation.RequestChanges => Approval.RequestChangesAsync(ConnectionId, _reason, actor, CancellationToken.None),
        ConnectionOperation.Reject => Approval.RejectAsync(ConnectionId, _reason, actor, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not a reviewer's operation."),
    };
}
