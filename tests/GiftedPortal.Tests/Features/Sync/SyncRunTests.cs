using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>How runs begin, fail, are interrupted, and never run beside each other.</summary>
public abstract class SyncRunTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly SyncBench _bench = new(database.Contexts);

    [Theory]
    [InlineData(FailureKind.CredentialsRejected, SyncOutcome.CredentialsRejected)]
    [InlineData(FailureKind.Forbidden, SyncOutcome.Forbidden)]
    public async Task A_failure_that_somebody_must_mend_is_raised_at_once(FailureKind failure, SyncOutcome outcome)
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(failure);

        var run = await _bench.RunAsync();

        run!.Should().BeEquivalentTo(new { Status = SyncRunStatus.Failed, Outcome = outcome, FailureKind = failure, Calls = 1 });
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        (await _bench.RosterAsync()).Values.Should().OnlyContain(person => person.LeftAt == null);
    }

    [Theory]
    [InlineData(FailureKind.Unreachable)]
    [InlineData(FailureKind.RateLimited)]
    [InlineData(FailureKind.Blocked)]
    [InlineData(FailureKind.Nonsense)]
    public async Task A_failure_that_may_pass_is_raised_at_the_third_run_in_a_row(FailureKind failure)
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(failure);
        var statuses = new List<ConnectionStatus>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await _bench.RunAsync();
            statuses.Add(await _bench.StatusAsync());
        }

        statuses.Should().Equal(ConnectionStatus.Live, ConnectionStatus.Live, ConnectionStatus.NeedsAttention);
    }

    [Fact]
    public async Task A_run_that_succeeds_after_failures_makes_the_connection_live_again()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.CredentialsRejected);
        await _bench.RunAsync();
        _bench.Provider.Failure = null;

        await _bench.RunAsync();

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Fact]
    public async Task Rejected_credentials_are_tried_three_times_and_then_rest_until_they_are_accepted()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Portal.Provider.Failure = new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "");
        _bench.Portal.Provider.Outcome = new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected);
        for (var tried = 0; tried < 3; tried++)
        {
            (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.CredentialsRejected);
        }

        (await _bench.RunAsync()).Should().BeNull("nothing has changed");
        (await _bench.RunAsync(SyncTrigger.Requested))!.Outcome.Should().Be(SyncOutcome.CredentialsRejected, "a person may ask");
        (await _bench.RunAsync()).Should().BeNull();

        _bench.Portal.Provider.Failure = null;
        _bench.Portal.Provider.Outcome = new PermissionOutcome.Judged(Verdict.Granted);
        _bench.Portal.Time.Advance(TimeSpan.FromHours(8));
        await _bench.Portal.Get<PermissionService>().CheckAsync(_bench.Connection, Actor.System("nightly check"), null, Stop);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Fact]
    public async Task People_of_another_account_are_not_stored()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        _bench.Provider.People.Add(SyncBench.Person(2) with { AccountId = "999" });

        var run = await _bench.RunAsync();

        run!.Outcome.Should().Be(SyncOutcome.OtherAccount);
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
    }

    [Fact]
    public async Task A_connection_that_is_not_approved_does_not_sync()
    {
        var (_, id) = await _bench.Portal.SubmittedAsync();

        (await _bench.Sync.RunAsync(id, SyncTrigger.Scheduled, Actor.System("test"), Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Of_two_processes_that_start_at_once_exactly_one_reads()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        var release = new TaskCompletionSource();
        _bench.Provider.AfterPeople = token => release.Task.WaitAsync(token);

        var runs = Enumerable.Range(0, 8).Select(_ => _bench.Sync.RunAsync(_bench.Connection, SyncTrigger.Scheduled, Actor.System("test"), Stop)).ToList();
        var refused = new List<SyncRun?>();
        while (refused.Count < 7)
        {
            var done = await Task.WhenAny(runs);
            refused.Add(await done);
            runs.Remove(done);
        }

        release.SetResult();
        refused.Should().AllSatisfy(run => run.Should().BeNull());
        (await runs.Single())!.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.RunsAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_run_whose_process_ended_is_recorded_as_interrupted_and_the_next_one_completes()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        await AddRunAsync(node: $"{Environment.MachineName}/{Environment.ProcessId}/an-earlier-process");

        var run = await _bench.RunAsync();

        run!.Should().BeEquivalentTo(new { Trigger = SyncTrigger.Recovery, Outcome = SyncOutcome.FirstRoster });
        (await _bench.RunsAsync())[0].Should().BeEquivalentTo(new { Status = SyncRunStatus.Interrupted, Outcome = SyncOutcome.ProcessEnded });
    }

    [Fact]
    public async Task An_interrupted_run_is_recovered_once()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        await AddRunAsync(node: $"{Environment.MachineName}/{Environment.ProcessId}/an-earlier-process");

        (await _bench.RunAsync(SyncTrigger.Recovery))!.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.RunAsync(SyncTrigger.Recovery)).Should().BeNull();
    }

    [Fact]
    public async Task A_run_on_another_machine_is_given_up_only_after_a_minute_of_silence()
    {
        await _bench.ApproveAsync();
        await AddRunAsync(node: "elsewhere/1/other");

        (await _bench.Lifecycle.GiveUpOrphansAsync(Stop)).Should().NotContain(_bench.Connection);
        _bench.Portal.Time.Advance(SyncNode.Silence + TimeSpan.FromSeconds(1));
        (await _bench.Lifecycle.GiveUpOrphansAsync(Stop)).Should().Contain(_bench.Connection);
    }

    [Fact]
    public async Task A_run_that_others_gave_up_writes_nothing()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        _bench.Provider.AfterPeople = async token =>
        {
            await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(token);
            await db.Set<SyncRun>().Where(run => run.ConnectionId == _bench.Connection)
                .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, SyncRunStatus.Interrupted).SetProperty(run => run.Outcome, SyncOutcome.ProcessEnded), token);
        };

        var run = await _bench.RunAsync();

        run!.Status.Should().Be(SyncRunStatus.Interrupted);
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.FirstSync);
    }

    [Fact]
    public async Task A_connection_paused_meanwhile_keeps_its_roster_as_it_was()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People.Add(SyncBench.Person(4));
        _bench.Provider.AfterPeople = async token => (await _bench.Portal.Get<ConnectionService>()
            .OperateAsync(_bench.Connection, ConnectionOperation.Pause, TestPortal.Staff("Olga", StaffRoles.Operator), "why", token)).Should().BeNull();

        var run = await _bench.RunAsync();

        run!.Outcome.Should().Be(SyncOutcome.ConnectionStopped);
        (await _bench.RosterAsync()).Should().HaveCount(3);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Paused);
    }

    [Fact]
    public async Task A_connection_that_ends_during_its_first_run_has_nobody()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.AddRange(Enumerable.Range(1, 3).Select(SyncBench.Person));
        _bench.Provider.AfterPeople = async token =>
        {
            await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(token);
            var connection = await db.Set<Connection>().SingleAsync(one => one.Id == _bench.Connection, token);
            connection.Apply(ConnectionOperation.Disconnect, _bench.Member, _bench.Portal.Time.GetUtcNow());
            await db.SaveChangesAsync(token);
        };

        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.ConnectionStopped);

        (await _bench.RosterAsync()).Should().BeEmpty();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Disconnected);
    }

    [Fact]
    public async Task A_run_that_is_asked_to_end_is_recorded_as_interrupted_and_writes_nothing()
    {
        await _bench.ApproveAsync();
        _bench.Provider.People.Add(SyncBench.Person(1));
        using var shutdown = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        _bench.Provider.AfterPeople = async token =>
        {
            await shutdown.CancelAsync();
            token.ThrowIfCancellationRequested();
        };

        var act = () => _bench.Sync.RunAsync(_bench.Connection, SyncTrigger.Scheduled, Actor.System("test"), shutdown.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        (await _bench.RunsAsync()).Single().Outcome.Should().Be(SyncOutcome.ProcessEnded);
        (await _bench.RosterAsync()).Should().BeEmpty();
    }

    private async Task AddRunAsync(string node)
    {
        var now = _bench.Portal.Time.GetUtcNow();
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        db.Add(new SyncRun
        {
            Id = Guid.CreateVersion7(now), ConnectionId = _bench.Connection, CustomerId = _bench.Member.CustomerId!.Value,
            Trigger = SyncTrigger.First, StartedBy = "sync", Node = node, StartedAt = now, AliveAt = now,
        });
        await db.SaveChangesAsync(Stop);
    }
}

public sealed class SyncRunOnSqliteTests(SqliteDatabase database) : SyncRunTests<SqliteDatabase>(database);
