namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The sandbox in a process of its own, so that it outlives a portal that is killed.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private readonly WebProgram _program =
        new("GiftedPortal.Sandbox", $"http://localhost:{FreePorts.Find(1)[0]}", "/id/.well-known/openid-configuration");

    private readonly string _folder = TemporaryFolder.PathFor("sandbox");

    public string Url => _program.Url;

    public string Output => _program.Output;

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _program.StartAsync([], Directory.CreateDirectory(_folder).FullName, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
