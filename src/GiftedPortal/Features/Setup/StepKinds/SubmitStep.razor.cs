using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Providers;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;

namespace GiftedPortal.Features.Setup.StepKinds;

/// <summary>The last step: everything that is about to be sent, each line with a way to change it.</summary>
public sealed partial class SubmitStep
{
    private PermissionCheck? _check;
    private HashSet<string> _confirmed = [];
    private CredentialCheck? _credentials;
    private bool _submitting;

    [Inject] private PermissionService Permissions { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        _check = await Permissions.LatestAsync(View.State.Connection.Id, actor, default);
        _confirmed = [.. (await Permissions.ConfirmationsAsync(View.State.Connection.Id, actor, default)).Select(one => one.Key)];
        // what is stored is shown at once; the provider may take its time to answer
        StateHasChanged();
        _credentials = await Setup.CheckCredentialsAsync(actor, default);
    }

    private async Task SubmitAsync()
    {
        // a second click arrives before the first has disabled the button
        if (_submitting) return;
        _submitting = true;
        Problem = null;
        try
        {
            switch (await Setup.SubmitAsync(await Current.GetAsync(), default, View.Seat))
            {
                case null:
                    Navigation.NavigateTo(PortalUrls.Connection);
                    break;
                case ConnectionRefusal.AlreadyDecided or ConnectionRefusal.NotNow:
                    // somebody was faster: the page says who, and when
                    await Changed.InvokeAsync();
                    break;
                case { } refusal:
                    Problem = Say(refusal);
                    break;
            }
        }
        finally
        {
            _submitting = false;
        }
    }

    private string? Link(StepKind kind) => View.StepOf(kind) is { } step ? PortalUrls.Setup(step.Slug) : null;
}
