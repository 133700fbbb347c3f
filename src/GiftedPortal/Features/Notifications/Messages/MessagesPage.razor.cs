using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace GiftedPortal.Features.Notifications.Messages;

/// <summary>What was sent to whom, newest first; the filters are in the address.</summary>
public sealed partial class MessagesPage
{
    private DataState<IReadOnlyList<LetterRow>>? _letters;

    [SupplyParameterFromQuery(Name = "state")] private string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] private string? KindName { get; set; }

    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "customer")] private string? CustomerId { get; set; }

    [SupplyParameterFromQuery(Name = "before")] private string? Before { get; set; }

    [Inject] private LetterService Letters { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IStringLocalizer<MessagesText> Text { get; set; } = null!;

    private LetterState? StateFilter => Read<LetterState>(StateName);

    private LetterKind? KindFilter => Read<LetterKind>(KindName);

    private LetterQuery Query => new(StateFilter, KindFilter, To, Id(CustomerId), Id(Before));

    // text that is no id finds nothing
    private static Guid? Id(string? text) => text is null ? null : Guid.TryParse(text, out var id) ? id : Guid.Empty;

    private async Task<IReadOnlyList<LetterRow>> LoadAsync(CancellationToken cancellationToken) =>
        await Letters.ListAsync(Query, await Current.GetAsync(), cancellationToken);

    private Task ReloadAsync() => _letters?.ReloadAsync() ?? Task.CompletedTask;

    private void Filter(string name, string? value) => Navigation.NavigateTo(Address(name, string.IsNullOrWhiteSpace(value) ? null : value), replace: true);

    // another filter begins at the newest again
    private string Address(string name, string? value) => Navigation.GetUriWithQueryParameters(
        name == "before" ? new Dictionary<string, object?> { [name] = value } : new Dictionary<string, object?> { [name] = value, ["before"] = null });

    private static TEnum? Read<TEnum>(string? text)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
