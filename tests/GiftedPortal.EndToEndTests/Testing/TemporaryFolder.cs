namespace GiftedPortal.EndToEndTests.Testing;

internal static class TemporaryFolder
{
    /// <summary>The path of a new folder, short enough for a socket inside it (a socket's path has 107 characters at most).</summary>
    public static string PathFor(string purpose) =>
        Path.Combine(Path.GetTempPath(), $"gifted-{purpose}-{Guid.NewGuid().ToString("N")[..8]}");
}
