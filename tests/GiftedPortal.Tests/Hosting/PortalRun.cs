using System.Diagnostics;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.Configuration;

namespace GiftedPortal.Tests.Hosting;

/// <summary>The built portal in a process of its own, in Production, with right settings except those that a test changes, until it ends by itself.</summary>
internal sealed class PortalRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Dictionary<string, string> _settings;
    private int _exitCode;
    private string _error = "";

    public PortalRun() => _settings = new()
    {
        ["ConnectionStrings:Portal"] = $"Data Source={Path.Combine(Folder, "portal.db")}",
        ["Authentication:Oidc:Authority"] = "https://sign-in.example",
        ["Authentication:Oidc:ClientId"] = "portal",
        ["Authentication:Oidc:ClientSecret"] = "secret",
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("gifted-portal-").FullName;

    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>Standard output and error.</summary>
    public string Output { get; private set; } = "";

    /// <summary>A setting by its key, <c>:</c> between its parts.</summary>
    public string this[string key]
    {
        set => _settings[key] = value;
    }

    public async Task ToEndAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), "--urls", Urls])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (key, value) in _settings)
        {
            start.Environment[key.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        enough.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(enough.Token);
            var error = process.StandardError.ReadToEndAsync(enough.Token);
            await process.WaitForExitAsync(enough.Token);
            _error = await error;
            Output = await output + _error;
            _exitCode = process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>One sentence for each of these, in any order, on standard error; exit code 78; no stack trace; never listened.</summary>
    public void ShouldBeRefusedWith(params string[] names)
    {
        var sentences = _error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        sentences.Should().HaveSameCount(names, "{0}", Output);
        foreach (var name in names)
        {
            sentences.Should().ContainSingle(sentence => sentence.Contains(name, StringComparison.Ordinal), "{0}", Output).Which.Should().EndWith(".");
        }

        _exitCode.Should().Be(78, "{0}", Output);
        Output.Should().NotContain("   at ").And.NotContain("Exception").And.NotContain("Now listening on");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // same configuration and framework as this test assembly: …/bin/Debug/net10.0/
    private static string Assembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return RepositoryRoot.Combine("src", "GiftedPortal", "bin", output.Parent!.Name, output.Name, "GiftedPortal.dll");
    }
}
