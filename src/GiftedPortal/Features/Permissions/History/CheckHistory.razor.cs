using System.Globalization;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Providers;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Permissions.History;

/// <summary>The kept checks of one connection. Which page and which check is shown lives in the address.</summary>
public sealed partial class CheckHistory
{
    private const int Columns = 12;

    // what lies further back is more than anybody pages through, or a number that cannot be counted with
    private const int MostPages = 100_000;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired] public Guid ConnectionId { get; set; }

    /// <summary>The check whose evidence is shown; null: the newest of the page.</summary>
    [Parameter] public Guid? CheckId { get; set; }

    /// <summary>0-based; the first page has the newest checks.</summary>
    [Parameter] public int PageNumber { get; set; }

    [Inject] private PermissionService Service { get; set; } = null!;

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>A check as an address names it; null for anything else.</summary>
    public static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A page as an address names it; the first one for anything else.</summary>
    public static int PageOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page < MostPages ? page : 0;

    private async Task<HistoryView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        var connection = await Connections.FindAsync(ConnectionId, actor, cancellationToken);
        // one more than is shown: what the last column is compared with
        var checks = await Service.HistoryAsync(ConnectionId, PageNumber * Columns, Columns + 1, actor, cancellationToken);
        return new HistoryView(
            checks,
            Columns,
            CheckId,
            connection is null ? [] : Providers[connection.Provider].Permissions,
            await Service.ConfirmationsAsync(ConnectionId, actor, cancellationToken));
    }

    private string LinkTo(PermissionCheck check) => Navigation.GetUriWithQueryParameter("check", check.Id);

    private string LinkToPage(int page) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["page"] = page == 0 ? null : page, ["check"] = null });
}

/// <summary>A page of kept checks.</summary>
internal sealed class HistoryView
{
    private readonly IReadOnlyList<PermissionCheck> _loaded;
    private readonly int _shown;

    public HistoryView(
        IReadOnlyList<PermissionCheck> loaded, int columns, Guid? chosen, IReadOnlyList<PermissionRequirement> permissions, IReadOnlyList<PermissionConfirmation> confirmations)
    {
        (_loaded, Permissions, Confirmations) = (loaded, permissions, confirmations);
        Checks = [.. loaded.Take(columns)];
        _shown = Math.Max(0, Checks.ToList().FindIndex(check => check.Id == chosen));
        HasOlder = loaded.Count > columns;
    }

    public IReadOnlyList<PermissionCheck> Checks { get; }

    public bool HasOlder { get; }

    public IReadOnlyList<PermissionRequirement> Permissions { get; }

    public IReadOnlyList<PermissionConfirmation> Confirmations { get; }

    public PermissionCheck Shown => Checks[_shown];

    /// <summary>The check before the one shown; null when that was the first.</summary>
    public PermissionCheck? Before => _loaded.ElementAtOrDefault(_shown + 1);
}
