namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>The PostgreSQL server programs on this machine, whole: initdb, postgres and pg_ctl side by side, with their shared files.</summary>
/// <param name="BinFolder">The folder of the programs.</param>
public sealed record PostgresInstallation(string BinFolder)
{
    private static readonly string[] Programs = ["initdb", "postgres", "pg_ctl"];

    public string Program(string name) => Path.Combine(BinFolder, name);

    /// <summary>The newest packaged installation, else one on PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
    public static PostgresInstallation Find() => Find([.. PackagedFolders(), .. FoldersOnPath()]);

    internal static PostgresInstallation Find(IEnumerable<string> folders) =>
        folders.Where(IsWhole).Select(folder => new PostgresInstallation(folder)).FirstOrDefault()
        ?? throw new InvalidOperationException("No PostgreSQL server was found: run tests/run, or install the package postgresql.");

    private static bool IsWhole(string bin) =>
        Programs.All(program => File.Exists(Path.Combine(bin, program)))
        && ShareFolders(bin).Any(share => File.Exists(Path.Combine(share, "postgres.bki")));

    private static IEnumerable<string> ShareFolders(string bin)
    {
        var prefix = Path.GetDirectoryName(bin)!;
        yield return Path.Combine(prefix, "share");
        yield return Path.Combine(prefix, "share", "postgresql");
        yield return Path.Combine(prefix, "share", "pgsql");
        // Debian: /usr/lib/postgresql/15/bin goes with /usr/share/postgresql/15
        yield return Path.Combine("/usr/share/postgresql", Path.GetFileName(prefix));
    }

    private static IEnumerable<string> PackagedFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

    // links are followed: a lone link to postgres in /usr/local/bin has its companions elsewhere
    private static IEnumerable<string> FoldersOnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, "initdb")))
            .Where(file => file.Exists)
            .Select(file => Path.GetDirectoryName((file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName)!);
}
