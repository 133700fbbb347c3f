using System.Collections.Concurrent;
using System.Diagnostics;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>A program that a test started: its output line by line, and an end by its own process id only.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();
    private readonly Process _process;
    private readonly string _name;

    private ChildProcess(Process process)
    {
        _process = process;
        _name = Path.GetFileName(process.StartInfo.FileName);
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What the program has written so far, standard output and error together.</summary>
    public string Output => string.Join(Environment.NewLine, _lines);

    /// <summary>The last lines of <see cref="Output"/>, as many as help in a failure's message.</summary>
    public string LastOutput => string.Join(Environment.NewLine, _lines.TakeLast(60));

    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits until a line with this text has been written; fails with its last output when the program ends first or a minute passes.</summary>
    public async Task WaitForOutputAsync(string text, CancellationToken cancellationToken = default)
    {
        var awaited = _awaited.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            awaited.TrySetResult();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = WaitForExitAsync(enough.Token);
        if (await Task.WhenAny(awaited.Task, exit) == awaited.Task)
        {
            await enough.CancelAsync();
            return;
        }
        throw new InvalidOperationException($"{_name} ended with exit code {await exit} before it said '{text}'. It said:{Environment.NewLine}{LastOutput}");
    }

    /// <summary>Waits for the program to end by itself, with its output complete, and returns its exit code.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return ExitCode;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{_name} was still running after {Patience.TotalSeconds} s. It said:{Environment.NewLine}{LastOutput}", e);
        }
    }

    /// <summary>Ends the program at once, without a chance to tidy up (kill -9), and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        foreach (var (text, awaited) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                awaited.TrySetResult();
        }
    }
}
