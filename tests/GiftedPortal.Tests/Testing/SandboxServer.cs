using System.Net.Http.Headers;
using System.Text;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Console;
using GiftedPortal.Sandbox.HiBob.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Testing;

/// <summary>A sandbox on a free port, for one test.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SandboxServer(WebApplication app) => _app = app;

    /// <summary>The root, such as <c>http://127.0.0.1:41234/</c>; Bob's API is at <c>v1</c> under it.</summary>
    public Uri BaseAddress => new(_app.Urls.Single() + "/");

    public Uri BobApi => new(BaseAddress, "v1/");

    public BobWorld World => _app.Services.GetRequiredService<BobWorld>();

    /// <summary>The calls that it answered, newest first.</summary>
    public IReadOnlyList<RecentCall> CallsOf(Tenant tenant) => _app.Services.GetRequiredService<RecentCalls>().Of(tenant.CompanyId);

    public static async Task<SandboxServer> StartAsync(SandboxOptions? options = null)
    {
        var app = SandboxApp.Build((options ?? new()) with { Urls = "http://127.0.0.1:0" }, []);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A service user alone in a group of its own, with these boxes ticked.</summary>
    public ServiceUserCredentials AddServiceUser(Tenant tenant, Audience audience, params IEnumerable<Grant> grants)
    {
        var credentials = World.CreateServiceUser(tenant.CompanyId, "Gifted Service User", "Gifted Integration");
        AddGroup(tenant, credentials, audience, grants);
        return credentials;
    }

    /// <summary>Another group for that service user.</summary>
    public PermissionGroup AddGroup(Tenant tenant, ServiceUserCredentials credentials, Audience audience, params IEnumerable<Grant> grants)
    {
        var group = World.CreateGroup(tenant.CompanyId, "Gifted");
        World.SetMembers(tenant.CompanyId, group.Id, GroupMembers.Only(credentials.Id));
        World.SetAudience(tenant.CompanyId, group.Id, audience);
        World.SetGrants(tenant.CompanyId, group.Id, grants);
        return group;
    }

    /// <summary>A client of Bob's API; without credentials where none are given.</summary>
    public HttpClient Bob(ServiceUserCredentials? credentials = null)
    {
        var client = new HttpClient { BaseAddress = BobApi };
        if (credentials is not null)
        {
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Id}:{credentials.Token}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", basic);
        }

        return client;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
