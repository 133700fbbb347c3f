using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GiftedPortal.Data;

/// <summary>
/// Whoever waits for SQLite's one lock looks again after a few milliseconds at first, as transactions are that short: by itself the driver lets the thread sleep for 150 ms,
/// and a page that wants it waits as long. The scheduler shares these connections through their pool.
/// </summary>
internal sealed class ShortWaits : DbConnectionInterceptor
{
    // from then on the driver's own waiting, up to the command's limit
    private const int Milliseconds = 100;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => raw.sqlite3_busy_timeout(((SqliteConnection)connection).Handle, Milliseconds);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
