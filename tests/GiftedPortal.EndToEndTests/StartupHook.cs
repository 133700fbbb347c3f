using GiftedPortal.EndToEndTests.SyncKills;

/// <summary>
/// Run by the runtime in place of this program's own beginning where a test starts it as another process (<c>DOTNET_STARTUP_HOOKS</c>): a second faster than
/// through the test runner, and without it.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (SyncingProcess.RunIfMeantAsync().GetAwaiter().GetResult())
        {
            Environment.Exit(0);
        }
    }
}
