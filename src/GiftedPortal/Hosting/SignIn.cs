using System.Security.Claims;
using GiftedPortal.App.Languages;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GiftedPortal.Hosting;

/// <summary>Sign-in by OpenID Connect, kept in a cookie that holds only what <see cref="PortalClaims"/> names.</summary>
internal static partial class SignIn
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(options =>
            {
                options.Cookie.Name = "gifted-portal";
                options.Cookie.SecurePolicy = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
                options.ExpireTimeSpan = TimeSpan.FromHours(12);
                options.SlidingExpiration = true;
                options.Events.OnValidatePrincipal = EndIfOverAsync;
            })
            .AddOpenIdConnect();
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<IOptions<SignInOptions>>(Configure);
        services.AddAuthorization(Policies.Register);
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<Standing>();
        services.AddScoped<AuthenticationStateProvider, MemberRevalidation>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAccess>();
    }

    private static void Configure(OpenIdConnectOptions options, IOptions<SignInOptions> settings)
    {
        var oidc = settings.Value.Oidc;
        options.Authority = oidc.Authority;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.RequireHttpsMetadata = !oidc.Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase); // loopback only: the validator saw to it
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapJsonKey(oidc.RoleClaim, oidc.RoleClaim);
        options.ClaimActions.MapJsonKey(PortalClaims.EmailVerified, PortalClaims.EmailVerified);
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email", "roles"])
        {
            options.Scope.Add(scope);
        }

        options.Events.OnTicketReceived = context => KeepOnlyOursAsync(context, settings.Value);
        options.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            // not every provider ends sessions: then ours ends here
            if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            {
                context.Response.Redirect(PortalUrls.SignedOut);
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            Log.Failed(context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignIn)), context.Failure?.GetType().Name);
            context.Response.Redirect(PortalUrls.SignInFailed);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    /// <summary>
    /// A member who was removed is signed out by the next request, and staff whose look at a customer has ended are staff again.
    /// Open circuits look by themselves, see <see cref="MemberRevalidation"/>.
    /// </summary>
    private static async Task EndIfOverAsync(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        if (await context.HttpContext.RequestServices.GetRequiredService<Standing>().HoldsAsync(person, context.HttpContext.RequestAborted))
        {
            return;
        }

        if (CustomerView.Of(person) is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.ReplacePrincipal(CustomerView.RemoveFrom(person));
        context.ShouldRenew = true;
    }

    /// <summary>Replaces the provider's claims by the portal's own: who, which customer, which roles.</summary>
    private static async Task KeepOnlyOursAsync(TicketReceivedContext context, SignInOptions settings)
    {
        var person = context.Principal!;
        var subject = person.FindFirstValue(PortalClaims.Subject)!;
        var email = person.FindFirstValue(PortalClaims.Email);
        var claims = new List<Claim> { new(PortalClaims.Subject, subject), new(PortalClaims.Name, person.FindFirstValue(PortalClaims.Name) ?? email ?? subject) };
        if (email is not null)
        {
            claims.Add(new Claim(PortalClaims.Email, email));
        }

        var verified = person.HasClaim(claim => claim.Type == PortalClaims.EmailVerified && claim.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
        if (verified)
        {
            claims.Add(new Claim(PortalClaims.EmailVerified, "true"));
        }

        claims.AddRange(settings.RolesOf(person).Select(role => new Claim(PortalClaims.Role, role.ToString())));
        if (!claims.Exists(claim => claim.Type == PortalClaims.Role))
        {
            var members = context.HttpContext.RequestServices.GetRequiredService<MemberDirectory>();
            if ((await members.SignInAsync(subject, verified ? email : null, context.HttpContext.RequestAborted)
                ?? await InvitationEndpoints.AcceptAtSignInAsync(context, Ours(claims))) is { } customer)
            {
                claims.Add(new Claim(PortalClaims.Customer, customer.ToString()));
                await LanguageChoice.MeetAsync(context.HttpContext, subject);
            }
        }

        context.Principal = Ours(claims);
    }

    private static ClaimsPrincipal Ours(IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, PortalClaims.Name, PortalClaims.Role));

    /// <summary>The addresses that begin and end a session.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PortalUrls.SignIn, (string? returnUrl) => TypedResults.Challenge(
            new AuthenticationProperties { RedirectUri = IsLocal(returnUrl) ? returnUrl : "/" })).AllowAnonymous();
        endpoints.MapPost(PortalUrls.SignOut, SignOutAsync);
    }

    // the middleware looks at the token, but only form binding would refuse for it: here the handler does
    private static async Task<Results<SignOutHttpResult, BadRequest>> SignOutAsync(HttpContext context, IAntiforgery antiforgery) =>
        await antiforgery.IsRequestValidAsync(context)
            ? TypedResults.SignOut(
                new AuthenticationProperties { RedirectUri = PortalUrls.SignedOut },
                [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme])
            : TypedResults.BadRequest();

    // browsers leave out tabs and line breaks, so "/<tab>/evil.example" would lead to another site
    private static bool IsLocal(string? url) => url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in failed: {Reason}")]
        public static partial void Failed(ILogger logger, string? reason);
    }
}
