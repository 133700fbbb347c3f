using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>One connection with its evidence, for a decision.</summary>
public sealed partial class ReviewPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private CancellationToken _leaving;
    private ReviewCase? _review;
    private Ruling? _ruling;
    private string? _first;
    private (Guid? Previous, Guid? Next) _neighbours;

    /// <summary>The connection.</summary>
    [Parameter] public Guid Id { get; set; }

    [Inject] private ReviewService Reviews { get; set; } = null!;

    [Inject] private QueueService Queue { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ILogger<ReviewPage> Logger { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private IStringLocalizer<ApprovalText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<ConnectionText> Words { get; set; } = null!;

    /// <summary>Stops a load that is under way.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => _leaving = _gone.Token;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_review?.Connection.Id != Id)
        {
            _review = null;
        }
    }

    // null: the router draws the not-found page instead of this one
    private async Task<ReviewCase> FirstLoadAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        StateHasChanged();
        return _review!;
    }

    private Task ReloadAsync() => LoadAsync(_leaving);

    private async Task RefreshAsync()
    {
        if (_review is null)
        {
            return;
        }

        try
        {
            await LoadAsync(_leaving);
        }
        catch (Exception exception) when (!_leaving.IsCancellationRequested)
        {
            // what is on screen, and a reason half typed, are worth more than an error page; the next beat tries again
            Log.RefreshFailed(Logger, exception, Id);
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var review = await Reviews.FindAsync(Id, await Current.GetAsync(), cancellationToken);
        if (review is null)
        {
            Navigation.NotFound();
        }

        _review = review;
        _ruling = review is null ? null : Reviews.Rule(review, Clock.GetUtcNow());
        _first = review is not null && DecisionRule.FirstApprovals(review.Timeline) is [var first, ..] ? first.ActorName : null;
        _neighbours = await Queue.NeighboursAsync(Id, await Current.GetAsync(), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The review of connection {ConnectionId} could not be refreshed")]
        public static partial void RefreshFailed(ILogger logger, Exception exception, Guid connectionId);
    }
}
