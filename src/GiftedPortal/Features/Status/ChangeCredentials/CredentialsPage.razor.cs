using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Status.ChangeCredentials;

/// <summary>Changes the credentials without downtime: the new ones are kept beside the old, compared with them, and switched to or cancelled.</summary>
public sealed partial class CredentialsPage
{
    // how far back a check with accepted credentials is looked for, when the newest were refused
    private const int ChecksLookedAt = 10;

    private DataState<CredentialsView>? _data;
    private ConnectionRefusal? _refusal;
    private bool _busy;

    [Inject] private ConnectionService Connections { get; set; } = null!;

    [Inject] private CredentialReplacement Replacement { get; set; } = null!;

    [Inject] private ConnectionControl Control { get; set; } = null!;

    [Inject] private PermissionService Checks { get; set; } = null!;

    [Inject] private HrisProviders Providers { get; set; } = null!;

    [Inject] private CurrentActor Current { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ViewerZone Zone { get; set; } = null!;

    private async Task<CredentialsView> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = await Current.GetAsync();
        var connection = await Connections.OfMemberAsync(actor, cancellationToken) ?? throw new InvalidOperationException("The page is for members.");
        var provider = Providers[connection.Provider];
        var pending = await Replacement.FindAsync(connection.Id, actor, cancellationToken);
        if (pending?.Trial is not { Accepted: true } trial)
        {
            return new CredentialsView(connection, provider, pending, null);
        }

        var old = (await Checks.HistoryAsync(connection.Id, 0, ChecksLookedAt, actor, cancellationToken)).FirstOrDefault(check => check.CredentialsAccepted);
        return new CredentialsView(connection, provider, pending, RightsComparison.Of(provider.Permissions, old, trial));
    }

    private async Task<bool> SaveAsync(PastedPair pair)
    {
        var saved = false;
        await DoAsync(async (connection, actor) =>
        {
            var refusal = await Replacement.SaveAsync(connection.Id, pair.Id, pair.Token, actor, default);
            saved = refusal is null;
            return refusal;
        });
        if (saved) await TryAgainAsync();
        return saved;
    }

    private Task TryAgainAsync() => DoAsync(async (connection, actor) =>
    {
        await Replacement.TryAsync(connection.Id, actor, null, default);
        return null;
    });

    private async Task SwitchAsync(NewCredentialsView pending)
    {
        await DoAsync((connection, actor) => Control.SwitchAsync(connection.Id, pending.Version, actor, default));
        if (_refusal is null) Navigation.NavigateTo(PortalUrls.Connection);
    }

    private Task CancelAsync() => DoAsync((connection, actor) => Replacement.CancelAsync(connection.Id, actor, default));

    private async Task DoAsync(Func<ConnectionSummary, Actor, Task<ConnectionRefusal?>> operation)
    {
        if (_busy) return;
        (_busy, _refusal) = (true, null);
        StateHasChanged();
        try
        {
            var actor = await Current.GetAsync();
            _refusal = await Connections.OfMemberAsync(actor, default) is { } connection ? await operation(connection, actor) : new ConnectionRefusal.NotFound();
        }
        finally
        {
            _busy = false;
        }

        await _data!.ReloadAsync();
    }
}

/// <summary>What the page for changing credentials draws.</summary>
/// <param name="Connection">The connection with its own credentials.</param>
/// <param name="Provider">What it is connected to.</param>
/// <param name="New">The new credentials; null when there are none.</param>
/// <param name="Comparison">Old and new side by side; null until the new ones were accepted.</param>
public sealed record CredentialsView(ConnectionSummary Connection, IHrisProvider Provider, NewCredentialsView? New, RightsComparison? Comparison);
