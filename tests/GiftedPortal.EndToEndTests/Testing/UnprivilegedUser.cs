namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>Whom the tests become, when they run as root, for a program that refuses root: <c>postgres</c>, else <c>nobody</c>.</summary>
internal static class UnprivilegedUser
{
    private static readonly string Name =
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>setpriv replaces itself by the program, so the process started is the program itself and can be ended by its id.</summary>
    public static string[] Wrap(string[] command) => ["setpriv", "--reuid", Name, "--regid", GroupId, "--clear-groups", "--", .. command];

    public static async Task GiveAsync(string folder)
    {
        await using var chown = ChildProcess.Start("chown", ["-R", $"{Name}:{GroupId}", folder]);
        if (await chown.WaitForExitAsync() != 0)
            throw new InvalidOperationException($"{folder} could not be given to {Name}: {chown.Output}");
    }

    // the fourth field of /etc/passwd; the group of `nobody` has another name on every distribution
    private static string GroupId =>
        File.ReadLines("/etc/passwd").First(line => line.StartsWith(Name + ":", StringComparison.Ordinal)).Split(':')[3];
}
