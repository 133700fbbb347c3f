using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Approval.Review;

/// <summary>One connection with its evidence, for a decision.</summary>
public sealed partial class ReviewPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ReviewCase? _review;

    /// <summary>The connection.</summary>
    [Parameter] public Guid Id { get; set; }

    [Inject] private ReviewService Reviews { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

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
    protected override void OnParametersSet()
    {
        if (_review?.Connection.Id != Id)
        {
            _review = null;
        }
    }

    private async Task<object> FirstLoadAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await InvokeAsync(StateHasChanged);
        return this;
    }

    private Task ReloadAsync() => _review is null ? Task.CompletedTask : LoadAsync(_gone.Token);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var review = await Reviews.FindAsync(Id, await Current.GetAsync(), cancellationToken);
        if (review is null)
        {
            Navigation.NotFound();
        }

        _review = review;
    }
}
