using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Sandbox;

/// <summary>A running sandbox, and short forms for the calls that the tests make.</summary>
public abstract class BobTest : IAsyncLifetime
{
    protected static Tenant Acme => DemoTenants.Acme;

    protected static Audience Everybody { get; } = Audience.WithStatus(LifecycleStatus.All);

    protected SandboxServer Sandbox { get; private set; } = null!;

    protected virtual SandboxOptions Options => new();

    public async ValueTask InitializeAsync() => Sandbox = await SandboxServer.StartAsync(Options);

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static Grant View(string category) => new(category, GrantKind.View);

    protected static Grant Histories(string category) => new(category, GrantKind.ViewHistory);

    protected static Grant Edit(string category) => new(category, GrantKind.Edit);

    protected HttpClient Client(Tenant tenant, Audience audience, params IEnumerable<Grant> grants) =>
        Sandbox.Bob(Sandbox.AddServiceUser(tenant, audience, grants));

    protected static Task<HttpResponseMessage> PostSearch(HttpClient client, object body) =>
        client.PostAsJsonAsync("people/search", body, TestContext.Current.CancellationToken);

    protected static async Task<List<JsonElement>> Search(HttpClient client, object body)
    {
        using var reply = await PostSearch(client, body);
        reply.EnsureSuccessStatusCode();
        return [.. (await Json(reply)).GetProperty("employees").EnumerateArray()];
    }

    protected static async Task<JsonElement> Json(HttpResponseMessage reply) =>
        await reply.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    protected static Task<HttpResponseMessage> Get(HttpClient client, string path) => client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
