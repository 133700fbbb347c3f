using Microsoft.Data.Sqlite;

namespace GiftedPortal.Benchmarks.Sync;

/// <summary>A folder for databases that end with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("gifted-sync-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
