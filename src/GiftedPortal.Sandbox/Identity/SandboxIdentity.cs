using System.Security.Cryptography;
using GiftedPortal.Sandbox.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace GiftedPortal.Sandbox.Identity;

/// <summary>The sign-in provider under <c>/id</c>: OpenID Connect, authorization code flow with PKCE. Keys, tokens and sessions live as long
/// as the process.</summary>
internal static class SandboxIdentity
{
    public static void AddSandboxIdentity(this WebApplicationBuilder builder)
    {
        var memory = new InMemoryDatabaseRoot();
        builder.Services.AddSandboxPages();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication().AddCookie(Session.Scheme, Session.Configure);
        builder.Services.AddDbContext<IdentityDbContext>(options => options
            .UseInMemoryDatabase("identity", memory)
            .ConfigureWarnings(warnings => warnings.Ignore(InMemoryEventId.TransactionIgnoredWarning))
            .UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDbContext>().DisableBulkOperations())
            .AddServer(Configure);
        builder.Services.AddHostedService<ClientRegistration>();
    }

    public static void MapSandboxIdentity(this IEndpointRouteBuilder app)
    {
        app.MapGet(IdentityAddresses.Root, (Delegate)SignInEndpoints.Home);
        app.MapGet(IdentityAddresses.SignIn, SignInEndpoints.Show);
        app.MapPost(IdentityAddresses.SignIn, SignInEndpoints.SignIn).RequireOwnForm();
        app.MapPost(IdentityAddresses.SignOut, (Delegate)SignInEndpoints.SignOut).RequireOwnForm();
        app.MapMethods(IdentityAddresses.Authorize, ["GET", "POST"], ProtocolEndpoints.Authorize);
        app.MapMethods(IdentityAddresses.UserInfo, ["GET", "POST"], (Delegate)ProtocolEndpoints.UserInfo);
        app.MapMethods(IdentityAddresses.EndSession, ["GET", "POST"], (Delegate)ProtocolEndpoints.EndSession);
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo").SetEndSessionEndpointUris("connect/end-session");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Profile, Scopes.Email, Scopes.Roles);
        server.RegisterClaims(Claims.Name, Claims.Email, Claims.EmailVerified, IdentityAddresses.RolesClaim);
        server.RegisterPromptValues(PromptValues.Login, PromptValues.SelectAccount, PromptValues.None);
        server.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(5)).SetIdentityTokenLifetime(TimeSpan.FromMinutes(20)).SetAccessTokenLifetime(TimeSpan.FromHours(1));
        // made in no time, unlike RSA keys: every test that starts a sandbox waits for them
        server.AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256).AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        server.DisableAuthorizationStorage();
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableEndSessionEndpointPassthrough()
            .EnableErrorPassthrough().DisableTransportSecurityRequirement();
        server.AddEventHandler<ProcessRequestContext>(handler => handler.UseInlineHandler(LiveUnderRoot)
            .SetOrder(OpenIddictServerAspNetCoreHandlers.ResolveRequestUri.Descriptor.Order + 1));
        server.AddEventHandler<ExtractEndSessionRequestContext>(handler => handler.UseInlineHandler(ForgetHint).SetOrder(int.MaxValue - 100_000));
    }

    /// <summary>The issuer is whatever address the request came to, so that any port works.</summary>
    private static ValueTask LiveUnderRoot(ProcessRequestContext context)
    {
        context.BaseUri = new Uri(context.BaseUri!.AbsoluteUri.TrimEnd('/') + IdentityAddresses.Root);
        return ValueTask.CompletedTask;
    }

    /// <summary>A hint was signed with keys that died with an earlier process, perhaps; that must not keep anybody from signing out. And
    /// ASP.NET Core names the client in the hint alone, so name the only one there is.</summary>
    private static ValueTask ForgetHint(ExtractEndSessionRequestContext context)
    {
        context.Request!.IdTokenHint = null;
        context.Request.ClientId ??= IdentityAddresses.ClientId;
        return ValueTask.CompletedTask;
    }
}
