using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Sync.Health;

/// <summary>What is open, by who must act. The filter is in the address; a row leads to the timeline of its connection.</summary>
public sealed partial class HealthPage
{
    private DataState<IReadOnlyList<OpenHealth>>? _state;

    /// <summary>Only what this party has to do; another word is ignored.</summary>
    [SupplyParameterFromQuery(Name = "owner")] public string? OwnerName { get; set; }

    [Inject] private HealthService Health { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private IStringLocalizer<HealthText> Text { get; set; } = null!;

    [Inject] private IStringLocalizer<SyncLogText> LogText { get; set; } = null!;

    private Owner? OwnerFilter => Enum.TryParse<Owner>(OwnerName, out var owner) && Enum.IsDefined(owner) ? owner : null;

    private async Task<IReadOnlyList<OpenHealth>> LoadAsync(CancellationToken cancellationToken) => await Health.ListAsync(await Current.GetAsync(), cancellationToken);

    private Task RefreshAsync() => _state?.ReloadAsync() ?? Task.CompletedTask;
}
