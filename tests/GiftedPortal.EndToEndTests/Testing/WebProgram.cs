using System.Net;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>One of the solution's web programs, run as its user runs it: its built output, in a process of its own.</summary>
/// <param name="project">The folder under <c>src</c>.</param>
/// <param name="url">Where it listens.</param>
/// <param name="readyPath">A path that answers with success once the program can be used.</param>
public sealed class WebProgram(string project, string url, string readyPath) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private ChildProcess? _process;

    public string Url { get; } = url;

    /// <summary>What it has written since it was started last.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>Starts it and waits until it is ready; fails with its output when it ends instead.</summary>
    public async Task StartAsync(IEnumerable<KeyValuePair<string, string?>> environment, string workingFolder, CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false })
            throw new InvalidOperationException($"{project} is already running at {Url}.");
        _process = ChildProcess.Start("dotnet", [Assembly(), "--urls", Url], environment, workingFolder);
        await WaitUntilReadyAsync(_process, cancellationToken);
    }

    /// <summary>Starts it in the expectation that it ends by itself, and returns its exit code.</summary>
    public async Task<int> RunToEndAsync(IEnumerable<KeyValuePair<string, string?>> environment, string workingFolder, CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start("dotnet", [Assembly(), "--urls", Url], environment, workingFolder);
        return await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    /// <summary>Ends it, and keeps what it wrote for whoever looks into a failed test.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        await _process.DisposeAsync();
        var logs = Directory.CreateDirectory(Tests.Testing.RepositoryRoot.Combine("artifacts", "logs"));
        var test = TestContext.Current.TestMethod?.MethodName ?? "fixture";
        await File.WriteAllTextAsync(Path.Combine(logs.FullName, $"{project}-{test}-{new Uri(Url).Port}.log"), Output);
    }

    // same configuration and framework as this test assembly: .../bin/Debug/net10.0/
    private string Assembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Tests.Testing.RepositoryRoot.Combine("src", project, "bin", output.Parent!.Name, output.Name, project + ".dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution first.");
    }

    // There is no event for "another process listens now", so it is asked, briefly and until a deadline.
    private async Task WaitUntilReadyAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "no answer";
        try
        {
            do
            {
                if (process.HasExited)
                    throw new InvalidOperationException($"{project} ended with exit code {await process.WaitForExitAsync(cancellationToken)}:{Environment.NewLine}{process.LastOutput}");
                var status = await StatusAsync(http, deadline.Token);
                if (status is HttpStatusCode.OK)
                    return;
                last = status?.ToString() ?? last;
            }
            while (await ticks.WaitForNextTickAsync(deadline.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{project} was not ready at {Url}{readyPath} after {Patience.TotalSeconds} s ({last}). It said:{Environment.NewLine}{process.LastOutput}");
        }
    }

    private async Task<HttpStatusCode?> StatusAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(readyPath, cancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
