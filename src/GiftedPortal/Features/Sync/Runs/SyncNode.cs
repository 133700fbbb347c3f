using System.Diagnostics;

namespace GiftedPortal.Features.Sync.Runs;

/// <summary>
/// This process, as named in the runs that it carries out, and whether the process of another run is gone: at once when it ran on
/// this machine, else when nothing was heard of it for <see cref="Silence"/>.
/// </summary>
internal sealed class SyncNode
{
    /// <summary>How often a run says that its process is alive.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>After so long without a word a run's process is taken for gone. A mistake does no harm: what was given up cannot write.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly string _machine = Environment.MachineName;
    private readonly Guid _instance = Guid.NewGuid();

    /// <summary>What this process knows and the database does not.</summary>
    public UnwrittenEnds Unwritten { get; } = new();

    public string Name => $"{_machine}/{Environment.ProcessId}/{_instance:N}";

    public bool IsGone(SyncRun run, DateTimeOffset now) => now - run.AliveAt > Silence || (run.Node != Name && HasEndedHere(run.Node));

    private bool HasEndedHere(string node)
    {
        var parts = node.Split('/');
        return parts.Length == 3 && parts[0] == _machine && int.TryParse(parts[1], out var process)
            && (process == Environment.ProcessId ? parts[2] != _instance.ToString("N") : !Exists(process));
    }

    private static bool Exists(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
