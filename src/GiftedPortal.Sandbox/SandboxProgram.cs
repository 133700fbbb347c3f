namespace GiftedPortal.Sandbox;

/// <summary>The sandbox in a process of its own: <c>dotnet run --project src/GiftedPortal.Sandbox -- --urls http://localhost:5081 --data sandbox.json</c>.</summary>
internal static class SandboxProgram
{
    private static async Task<int> Main(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var options = new SandboxOptions { DataFile = settings["data"] ?? "data/sandbox.json" };
        if (settings["urls"] is { } urls)
            options = options with { Urls = urls };

        try
        {
            await using var app = SandboxApp.Build(options, args);
            await app.StartAsync();
            Console.WriteLine($"The sandbox listens on {string.Join(", ", app.Urls)}; Bob's settings are kept in {options.DataFile}.");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            // an address in use, a folder that cannot be written, a broken file: one sentence, not a stack trace
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
