using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Data;

public sealed class ShortWaitsTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task Whoever_waits_for_the_lock_of_SQLite_looks_again_before_the_driver_would()
    {
        await using var db = await database.Contexts.CreateDbContextAsync(Stop);

        (await db.Database.SqlQueryRaw<int>("PRAGMA busy_timeout").ToListAsync(Stop)).Should().Equal(100);
    }

    [Fact]
    public void So_does_whoever_cannot_wait_asynchronously()
    {
        using var db = database.Contexts.CreateDbContext();

        db.Database.SqlQueryRaw<int>("PRAGMA busy_timeout").AsEnumerable().Should().Equal(100);
    }
}
