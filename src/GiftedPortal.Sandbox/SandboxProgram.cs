namespace GiftedPortal.Sandbox;

/// <summary>The sandbox in a process of its own: <c>dotnet run --project src/GiftedPortal.Sandbox -- --urls http://localhost:5081 --data sandbox.json</c>.</summary>
internal static class SandboxProgram
{
    private static Task Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var defaults = new SandboxOptions();
        return SandboxApp.Build(new() { Urls = settings["urls"] ?? defaults.Urls, DataFile = settings["data"] ?? "data/sandbox.json" }, args).RunAsync();
    }
}
