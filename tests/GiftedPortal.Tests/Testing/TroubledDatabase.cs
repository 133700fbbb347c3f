using GiftedPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Testing;

/// <summary>A test database that can be locked and filled. Whoever works with <see cref="Contexts"/> waits a second for a lock, unless told to be patient.</summary>
public abstract class TroubledDatabase : IAsyncDisposable
{
    public abstract IDbContextFactory<PortalDbContext> Contexts { get; }

    /// <summary>Contexts wait for a lock as long as it lasts.</summary>
    public bool IsPatient { get; set; }

    public static TroubledDatabase Over(DatabaseOptions options) => options.Provider is DatabaseProvider.Sqlite ? new TroubledSqlite(options) : new TroubledPostgres(options);

    /// <summary>Nobody else can write runs, their lines and people, until it is unlocked.</summary>
    public abstract Task LockAsync();

    public abstract Task UnlockAsync();

    /// <summary>The disk has no room for many more people, nor for many lines, until it is freed.</summary>
    public abstract Task FillAsync();

    public abstract Task FreeAsync();

    public abstract ValueTask DisposeAsync();
}
