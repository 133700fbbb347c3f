using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Sandbox.Identity;

/// <summary>A sandbox whose sign-in provider the tests of one class share.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    private SandboxServer? _server;

    public Uri Address => _server!.BaseAddress;

    public async ValueTask InitializeAsync() => _server = await SandboxServer.StartAsync();

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
