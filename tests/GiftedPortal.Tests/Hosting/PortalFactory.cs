using System.Security.Claims;
using GiftedPortal.Data;
using GiftedPortal.Features.Customers;
using GiftedPortal.Features.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GiftedPortal.Tests.Hosting;

/// <summary>The whole portal in this process, on a database of its own. Only the sign-in provider is missing: its address is known, nobody answers there.</summary>
public sealed class PortalFactory : WebApplicationFactory<PortalDbContext>
{
    public const string Provider = "https://sign-in.test/authorize";

    private readonly string _folder = Directory.CreateTempSubdirectory("gifted-portal-").FullName;

    /// <summary>Asks as this person, without following redirects; as nobody when null.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="view">The customer that this person of Gifted looks at.</param>
    public HttpClient ClientOf(Actor? actor, CustomerView? view = null)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });
        if (actor is not null)
        {
            Invite(actor);
            client.DefaultRequestHeaders.Add("Cookie", $"gifted-portal={Ticket(actor, view)}");
        }

        return client;
    }

    /// <summary>Where somebody who is sent to the sign-in provider comes back to, read from the state that travels along.</summary>
    public string? ReturnAddress(Uri challenge)
    {
        var state = QueryHelpers.ParseQuery(challenge.Query)["state"].ToString();
        return Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OpenIdConnectDefaults.AuthenticationScheme)
            .StateDataFormat.Unprotect(state)?.RedirectUri;
    }

    public async Task<PortalDbContext> DatabaseAsync() =>
        await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Stop);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Sandbox:Enabled", "false");
        builder.UseSetting("Database:Provider", "Sqlite");
        builder.UseSetting("ConnectionStrings:Portal", $"Data Source={Path.Combine(_folder, "portal.db")}");
        builder.UseSetting("Authentication:Oidc:Authority", "https://sign-in.test");
        builder.UseSetting("Authentication:Oidc:ClientId", "portal");
        builder.UseSetting("Authentication:Oidc:ClientSecret", "secret");
        builder.ConfigureTestServices(services => services.PostConfigure<OpenIdConnectOptions>(
            OpenIdConnectDefaults.AuthenticationScheme,
            options => options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                new OpenIdConnectConfiguration { Issuer = "https://sign-in.test", AuthorizationEndpoint = Provider })));
    }

    /// <summary>Ends a person's membership, as an admin would.</summary>
    public async Task RemoveAsync(Actor member)
    {
        await using var db = await DatabaseAsync();
        await db.Set<Member>().Where(one => one.Subject == member.Id).ExecuteDeleteAsync(Stop);
    }

    // a cookie alone makes no member: the portal asks its database too
    private void Invite(Actor actor)
    {
        using var db = Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
        if (actor.CustomerId is { } customer && !db.Set<Customer>().Any(one => one.Id == customer))
        {
            var now = DateTimeOffset.UnixEpoch;
            db.Add(new Customer { Id = customer, Name = $"Company of {actor.Name}", CreatedAt = now });
            db.Add(new Member { Id = Guid.NewGuid(), CustomerId = customer, Email = $"{actor.Id}@company.test", Subject = actor.Id });
            db.SaveChanges();
        }
    }

    // the very cookie that signing in writes
    private string Ticket(Actor actor, CustomerView? view)
    {
        var claims = new List<Claim> { new(PortalClaims.Subject, actor.Id), new(PortalClaims.Name, actor.Name) };
        claims.AddRange(Enum.GetValues<StaffRoles>()
            .Where(role => role is not (StaffRoles.None or StaffRoles.Any) && actor.HasAny(role))
            .Select(role => new Claim(PortalClaims.Role, role.ToString())));
        if (actor.CustomerId is { } customer)
        {
            claims.Add(new Claim(PortalClaims.Customer, customer.ToString()));
        }

        if (actor.Email is { } email)
        {
            claims.AddRange([new Claim(PortalClaims.Email, email), new Claim(PortalClaims.EmailVerified, "true")]);
        }

        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, PortalClaims.Name, PortalClaims.Role);
        var person = new ClaimsPrincipal(identity);
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(
            view?.AddTo(person) ?? person,
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) },
            CookieAuthenticationDefaults.AuthenticationScheme);
        return Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat.Protect(ticket);
    }
}
