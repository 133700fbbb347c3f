using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace GiftedPortal.Hosting;

/// <summary>
/// Looks, in each open circuit, whether a member still belongs to the customer: before every operation, which asks here who acts, and once a
/// minute for those who only look on. The circuit of somebody who was removed shows nothing any more from then on.
/// </summary>
internal sealed class MemberRevalidation(ILoggerFactory loggerFactory, Standing standing) : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    public override async Task<AuthenticationState> GetAuthenticationStateAsync()
    {
        var state = await base.GetAuthenticationStateAsync();
        if (await standing.HoldsAsync(state.User, default))
        {
            return state;
        }

        SetAuthenticationState(Task.FromResult(Nobody));
        return Nobody;
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        standing.HoldsAsync(authenticationState.User, cancellationToken);
}
