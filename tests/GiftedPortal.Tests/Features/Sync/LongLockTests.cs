using GiftedPortal.Data;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Hosting;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>A lock of half a minute, in true time and with the patience that the portal has: the only test that waits for a clock, beside all others.</summary>
public abstract class LongLockTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    [Theory]
    [InlineData(0, SyncOutcome.FirstRoster)]
    [InlineData(3, SyncOutcome.Changed)]
    public async Task A_database_that_is_locked_for_thirty_seconds_when_the_roster_is_written_delays_the_run_and_nothing_else(int people, SyncOutcome outcome)
    {
        await using var portal = new ServiceCollection().AddPortalDatabase(Settings()).BuildServiceProvider();
        await using var trouble = TroubledDatabase.Over(database.Options);
        var bench = new SyncBench(portal.GetRequiredService<IDbContextFactory<PortalDbContext>>());
        await (people == 0 ? bench.ApproveAsync() : bench.SyncedAsync(people));
        bench.Provider.People.Add(SyncBench.Person(people + 1));
        Task? unlocked = null;
        bench.Provider.AfterPeople = async _ =>
        {
            await trouble.LockAsync();
            unlocked = Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(30), Stop);
                await trouble.UnlockAsync();
            }, Stop);
        };

        var run = (await Task.Run(() => bench.RunAsync(), Stop))!;

        unlocked!.IsCompletedSuccessfully.Should().BeTrue("the roster cannot have been written before");
        run.Should().BeEquivalentTo(new { Outcome = outcome, Added = 1 });
        (await bench.RosterAsync()).Should().HaveCount(people + 1);
    }

    // as the portal reads them
    private DatabaseOptions Settings()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = $"{database.Options.Provider}",
            ["ConnectionStrings:Portal"] = database.Options.ConnectionString,
        });
        return builder.AddPortalDatabase();
    }
}

public sealed class LongLockOnSqliteTests(SqliteDatabase database) : LongLockTests<SqliteDatabase>(database);
