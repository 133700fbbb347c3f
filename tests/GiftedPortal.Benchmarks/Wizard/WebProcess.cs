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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly string _pipe;

    private WebProcess(string dll, string folder, Uri address, IReadOnlyDictionary<string, string> environment)
    {
        (Folder, Address, _pipe) = (folder, address, $"gifted-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo("dotnet", [dll, "--urls", address.ToString()])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        // pools let go of idle arrays early where memory seems scarce, see StartupHook
        start.Environment["DOTNET_GCHighMemPercent"] = "1";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        start.Environment[StartupHook.PipeVariable] = _pipe;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public string Folder { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<WebProcess> StartAsync(string dll, string folder, Uri address, IReadOnlyDictionary<string, string> environment)
    {
        var program = new WebProcess(dll, folder, address, environment);
        using var http = new HttpClient { BaseAddress = address };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/favicon.svg"); // any answer will do: then it listens
                return program;
            }
            catch (HttpRequestException) when (!program._process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
            catch (HttpRequestException)
            {
                await program.DisposeAsync();
                throw new InvalidOperationException($"{Path.GetFileName(dll)} did not start. It said:{Environment.NewLine}{program._output}");
            }
        }
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
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>An address of the loopback interface that nobody listens on.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private void Keep(string? line)
    {
        lock (_output)
            _output.AppendLine(line);
    }
}
