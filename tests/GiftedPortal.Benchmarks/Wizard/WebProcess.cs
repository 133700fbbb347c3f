using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>A published web program in a process of its own, with a folder of its own that is deleted at the end.</summary>
internal sealed class WebProcess : IAsyncDisposable
{
    /// <summary>For whoever asks for <see cref="LiveBytesAsync"/>: pools let go of idle arrays early where memory seems scarce, see <see cref="StartupHook"/>.</summary>
    public static readonly (string Name, string Value) ScarceMemory = ("DOTNET_GCHighMemPercent", "1");

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private readonly ProcessStartInfo _start;
    private readonly string _pipe;
    private Process _process;

    private WebProcess(string dll, string folder, Uri address, IReadOnlyDictionary<string, string> environment)
    {
        (Folder, Address, _pipe) = (folder, address, $"gifted-{Guid.NewGuid():N}");
        _start = new ProcessStartInfo("dotnet", [dll, "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            _start.Environment[key] = value;
        _start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        _start.Environment[StartupHook.PipeVariable] = _pipe;
        _process = Run();
    }

    public Uri Address { get; }

    public string Folder { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<WebProcess> StartAsync(string dll, string folder, Uri address, IReadOnlyDictionary<string, string> environment)
    {
        var program = new WebProcess(dll, folder, address, environment);
        await program.UntilItAnswersAsync();
        return program;
    }

    /// <summary>Ends it without warning and starts it again, as a deploy does, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        _process = Run();
        await UntilItAnswersAsync();
    }

    /// <summary>Bytes of live objects after full collections.</summary>
    public async Task<double> LiveBytesAsync()
    {
        await using var pipe = new NamedPipeClientStream(".", _pipe, PipeDirection.In);
        await pipe.ConnectAsync((int)Patience.TotalMilliseconds);
        using var reader = new StreamReader(pipe, Encoding.ASCII);
        return double.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>An address of the loopback interface that nobody listens on.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private Process Run()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilItAnswersAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/favicon.svg"); // any answer will do: then it listens
                return;
            }
            catch (HttpRequestException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
            catch (HttpRequestException)
            {
                await DisposeAsync();
                throw new InvalidOperationException($"{_start.ArgumentList[0]} did not start. It said:{Environment.NewLine}{_output}");
            }
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
