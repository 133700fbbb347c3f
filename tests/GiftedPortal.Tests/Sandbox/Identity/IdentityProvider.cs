using GiftedPortal.Sandbox.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace GiftedPortal.Tests.Sandbox.Identity;

/// <summary>A started sign-in provider on a port of its own.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    private WebApplication? _app;

    public Uri Address => new(_app!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        _app = builder.AddSandboxIdentity().Build();
        _app.UseAntiforgery();
        _app.MapSandboxIdentity();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();
}
