using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authorization;

namespace GiftedPortal.Features.Connections;

/// <summary>The policy of the customer's status page: members only, and with an id in the address only their own connection.</summary>
public static class OwnConnection
{
    /// <summary>Registers <see cref="Policies.OwnConnection"/>.</summary>
    public static IServiceCollection AddOwnConnection(this IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, Handler>();
        services.AddAuthorizationBuilder().AddPolicy(Policies.OwnConnection, policy => policy.RequireAuthenticatedUser().AddRequirements(new Requirement()));
        return services;
    }

    internal sealed class Requirement : IAuthorizationRequirement;

    internal sealed class Handler(ConnectionService connections) : AuthorizationHandler<Requirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, Requirement requirement)
        {
            var actor = PortalClaims.ToActor(context.User);
            if (actor.Kind is ActorKind.Member or ActorKind.Viewer && await IsOwnAsync(IdIn(context.Resource), actor))
            {
                context.Succeed(requirement);
            }
        }

        private async Task<bool> IsOwnAsync(object? id, Actor actor) =>
            id is null || (Guid.TryParse(id.ToString(), out var connection) && await connections.FindAsync(connection, actor, default) is not null);

        // the same page is reached by a request and, inside a circuit, by the router
        private static object? IdIn(object? resource) => resource switch
        {
            HttpContext http => http.GetRouteValue("id"),
            Microsoft.AspNetCore.Components.RouteData route => route.RouteValues.FirstOrDefault(value => value.Key.Equals("id", StringComparison.OrdinalIgnoreCase)).Value,
            _ => null,
        };
    }
}
