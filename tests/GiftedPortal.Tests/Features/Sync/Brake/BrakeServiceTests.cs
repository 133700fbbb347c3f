using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Sync.Brake;

public abstract class BrakeServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);
    private static readonly Actor Omar = TestPortal.Staff("Omar", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);

    private BrakeService Brake => _bench.Portal.Get<BrakeService>();

    [Fact]
    public async Task To_continue_lets_the_listed_people_pass_and_nobody_else()
    {
        var stopped = await StopAsync(gone: 15);

        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Continue, Olga, Stop)).Should().Be(BrakeAnswer.Done);
        var runs = new[] { await _bench.RunAsync(), await _bench.RunAsync(), await _bench.RunAsync() };

        runs.Should().AllSatisfy(run => run!.Status.Should().Be(SyncRunStatus.Succeeded));
        runs.Select(run => run!.Left).Should().Equal(0, 0, 15);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Should().ContainSingle(entry => entry.Action == "sync.continued" && entry.ActorName == "Olga");
    }

    [Fact]
    public async Task Anybody_beyond_the_list_counts_for_the_brake_as_before()
    {
        var stopped = await StopAsync(gone: 15);
        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Continue, Olga, Stop)).Should().Be(BrakeAnswer.Done);
        _bench.Provider.People.RemoveRange(0, 11);

        var run = await _bench.RunAsync();

        run!.Status.Should().Be(SyncRunStatus.Stopped);
        (await _bench.EntriesAsync(run)).Where(entry => entry.Code == SyncEntryCode.HeldByBrake).Should().HaveCount(11);
        (await _bench.RosterAsync()).Values.Should().OnlyContain(person => person.MissedRuns == 0);
    }

    [Fact]
    public async Task To_drop_leaves_the_roster_and_the_next_run_asks_again()
    {
        var stopped = await StopAsync(gone: 15);

        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Drop, Olga, Stop)).Should().Be(BrakeAnswer.Done);

        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Stopped);
        (await _bench.RosterAsync()).Values.Should().OnlyContain(person => person.MissedRuns == 0 && person.LeftAt == null);
        (await _bench.FindRunAsync(stopped.Id)).Should().BeEquivalentTo(new { Decision = BrakeDecision.Drop, DecidedBy = "Olga" });
    }

    [Fact]
    public async Task A_decision_serves_one_run_that_succeeds_and_survives_one_that_fails()
    {
        var stopped = await StopAsync(gone: 15);
        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Continue, Olga, Stop)).Should().Be(BrakeAnswer.Done);
        _bench.Provider.Failure = SyncBench.Failed(GiftedPortal.Providers.FailureKind.Unreachable);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Failed);
        _bench.Provider.Failure = null;
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        var back = Enumerable.Range(1, 15).Select(SyncBench.Person).ToList();
        _bench.Provider.People.AddRange(back);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        _bench.Provider.People.RemoveAll(back.Contains);

        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Stopped, "the same people once more are a new question");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        var stopped = await StopAsync(gone: 15);

        var answers = await Task.WhenAll(
            Brake.DecideAsync(stopped.Id, BrakeDecision.Continue, Olga, Stop), Brake.DecideAsync(stopped.Id, BrakeDecision.Drop, Omar, Stop));

        answers.Should().BeEquivalentTo([BrakeAnswer.Done, BrakeAnswer.AlreadyDecided]);
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Where(entry => entry.Action is "sync.continued" or "sync.dropped").Should().ContainSingle();
    }

    [Fact]
    public async Task A_later_run_takes_the_question_away()
    {
        var stopped = await StopAsync(gone: 15);
        var later = await _bench.RunAsync();

        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Continue, Olga, Stop)).Should().Be(BrakeAnswer.Superseded);
        (await _bench.FindRunAsync(stopped.Id)).Decision.Should().BeNull();
        (await Brake.DecideAsync(later!.Id, BrakeDecision.Continue, Olga, Stop)).Should().Be(BrakeAnswer.Done);
    }

    [Fact]
    public async Task Only_operators_and_admins_decide_and_only_on_stopped_runs()
    {
        var stopped = await StopAsync(gone: 15);
        var first = (await _bench.RunsAsync())[0];

        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Drop, TestPortal.Staff("Rita", StaffRoles.Reviewer), Stop)).Should().Be(BrakeAnswer.NotAllowed);
        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Drop, _bench.Member, Stop)).Should().Be(BrakeAnswer.NotAllowed);
        (await Brake.DecideAsync(first.Id, BrakeDecision.Drop, Olga, Stop)).Should().Be(BrakeAnswer.NotFound);
        await _bench.Portal.Get<ConnectionService>().OperateAsync(_bench.Connection, ConnectionOperation.Pause, Olga, "why", Stop);
        (await Brake.DecideAsync(stopped.Id, BrakeDecision.Drop, Olga, Stop)).Should().Be(BrakeAnswer.NotNow);
    }

    [Fact]
    public async Task Staff_are_written_to_once_for_a_question_and_again_for_the_next()
    {
        var stopped = await StopAsync(gone: 15);
        var again = await _bench.RunAsync();
        (await LettersAsync()).Should().Equal($"sync-stopped/{stopped.Id:N}");

        await Brake.DecideAsync(again!.Id, BrakeDecision.Drop, Olga, Stop);
        var third = await _bench.RunAsync();

        (await LettersAsync()).Should().Equal($"sync-stopped/{stopped.Id:N}", $"sync-stopped/{third!.Id:N}");
    }

    private async Task<SyncRun> StopAsync(int gone)
    {
        await _bench.SyncedAsync(people: 40);
        _bench.Provider.People.RemoveRange(0, gone);
        var run = await _bench.RunAsync();
        run!.Status.Should().Be(SyncRunStatus.Stopped);
        return run;
    }

    private async Task<List<string>> LettersAsync()
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == _bench.Connection && letter.Kind == LetterKind.SyncStopped)
            .OrderBy(letter => letter.Id).Select(letter => letter.DedupKey).ToListAsync(Stop);
    }
}

public sealed class BrakeServiceOnSqliteTests(SqliteDatabase database) : BrakeServiceTests<SqliteDatabase>(database);
