using System.IO.Pipes;
using System.Text;

/// <summary>
/// Loaded by the runtime into a program under test (<c>DOTNET_STARTUP_HOOKS</c>), ours and the template alike, so that the live memory of both is
/// read in the same way without a line of code in either. Whoever connects to the pipe gets the bytes that are left after a full collection.
/// </summary>
internal static class StartupHook
{
    /// <summary>Names the pipe.</summary>
    public const string PipeVariable = "GIFTED_HEAP_PIPE";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(PipeVariable) is { Length: > 0 } pipe)
            new Thread(() => Answer(pipe)) { IsBackground = true }.Start();
    }

    private static void Answer(string name)
    {
        while (true)
        {
            using var pipe = new NamedPipeServerStream(name, PipeDirection.Out);
            pipe.WaitForConnection();
            pipe.Write(Encoding.ASCII.GetBytes(LiveBytes().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    // pools keep arrays that nobody uses, several megabytes after a busy minute: they let go at the second full collection that finds them idle for ten seconds
    private static long LiveBytes()
    {
        using var idle = new ManualResetEventSlim();
        Collect();
        idle.Wait(TimeSpan.FromSeconds(11));
        Collect();
        Collect();

        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
