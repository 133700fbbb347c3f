using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>The portal, and the SDK's own Blazor Server template, published in Release as they would be deployed: only publishing compresses the static files.</summary>
internal sealed class Published : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gifted-published-").FullName;

    public string Portal => Path.Combine(_folder, "portal", "GiftedPortal.dll");

    public string Template => Path.Combine(_folder, "template", "SdkTemplate.dll");

    public static async Task<Published> CreateAsync()
    {
        var published = new Published();
        var source = Path.Combine(published._folder, "SdkTemplate");
        await DotnetAsync("publish", ProjectFolder("../../../src/GiftedPortal"), "-c", "Release", "-o", Path.GetDirectoryName(published.Portal)!, "-m:1", "-p:RunAnalyzers=false");
        // interactive everywhere, as the portal is
        await DotnetAsync("new", "blazor", "--interactivity", "Server", "--all-interactive", "--no-restore", "-n", "SdkTemplate", "-o", source);
        await DotnetAsync("publish", source, "-c", "Release", "-o", Path.GetDirectoryName(published.Template)!, "-m:1");
        return published;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ProjectFolder(string relative, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, relative));

    private static async Task DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, Environment = { ["DOTNET_NOLOGO"] = "1" } })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:{Environment.NewLine}{output}");
    }
}
