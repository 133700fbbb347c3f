using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log.History;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Sync.Log;

public abstract class RunHistoryServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);

    private RunHistoryService History => new(_bench.Portal.Contexts);

    [Fact]
    public async Task The_usual_length_is_that_of_the_successful_runs_before_but_the_first()
    {
        await _bench.SyncedAsync(people: 2);
        foreach (var seconds in (int[])[10, 20, 30])
        {
            await TakingAsync(seconds);
        }

        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Nonsense);
        await TakingAsync(500);
        _bench.Provider.Failure = null;
        var run = await TakingAsync(40);
        await TakingAsync(50);

        var band = await History.BandAsync(run, Olga, Stop);

        band.Lengths.Should().Equal(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10));
        (await History.BandAsync(run, _bench.Member, Stop)).Lengths.Should().BeEmpty();
    }

    [Fact]
    public async Task Attempts_are_the_failures_in_a_row_and_the_run_that_ended_them_with_the_wait_before_each()
    {
        await _bench.SyncedAsync(people: 2);
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.Unreachable);
        var first = (await _bench.RunAsync())!;
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(4));
        var second = (await _bench.RunAsync())!;
        _bench.Provider.Failure = null;
        var third = (await _bench.RunAsync())!;
        var fourth = (await _bench.RunAsync())!;

        foreach (var run in (SyncRun[])[first, second, third])
        {
            var attempts = await History.AttemptsAsync(run, Olga, Stop);
            attempts.Select(attempt => attempt.Run.Id).Should().Equal(first.Id, second.Id, third.Id);
            attempts.Select(attempt => attempt.Waited).Should().Equal(null, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        }

        (await History.AttemptsAsync(fourth, Olga, Stop)).Should().ContainSingle();
        (await History.AttemptsAsync(second, _bench.Member, Stop)).Should().BeEmpty();
    }

    private async Task<SyncRun> TakingAsync(int seconds)
    {
        _bench.Provider.AfterPeople = _ =>
        {
            _bench.Portal.Time.Advance(TimeSpan.FromSeconds(seconds));
            return Task.CompletedTask;
        };
        return (await _bench.RunAsync())!;
    }
}

public sealed class RunHistoryServiceOnSqliteTests(SqliteDatabase database) : RunHistoryServiceTests<SqliteDatabase>(database);
