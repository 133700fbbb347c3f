using Microsoft.AspNetCore.Components.Authorization;

namespace GiftedPortal.Features.Identity;

/// <summary>The person behind the current circuit.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <summary>Read anew each time: the person may have been signed out meanwhile.</summary>
    public async Task<Actor> GetAsync() =>
        PortalClaims.ToActor((await authentication.GetAuthenticationStateAsync()).User);
}
