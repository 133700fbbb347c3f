using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Features.Permissions.Drift;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Permissions.Drift;

public abstract class DriftServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly SyncBench _bench = new(database.Contexts);

    private PermissionService Permissions => _bench.Portal.Get<PermissionService>();

    private Task<PermissionCheck?> CheckAsync()
    {
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        return Permissions.CheckAsync(_bench.Connection, Actor.System("test"), null, Stop);
    }

    private void Script(Verdict verdict) => _bench.Portal.Provider.Outcome = new PermissionOutcome.Judged(verdict);

    private void Reject(bool rejected)
    {
        _bench.Portal.Provider.Failure = rejected ? new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "") : null;
        _bench.Portal.Provider.Outcome = rejected ? new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected) : new PermissionOutcome.Judged(Verdict.Granted);
    }

    private async Task<string?> ReasonAsync() =>
        (await _bench.Portal.Get<ConnectionService>().TimelineAsync(_bench.Connection, Actor.System("test"), Stop)).Last(one => one.Operation is ConnectionOperation.RaiseAttention).Reason;

    [Fact]
    public async Task A_lost_permission_needs_attention_and_one_check_that_sees_it_again_ends_that()
    {
        await _bench.SyncedAsync(people: 3);
        Script(Verdict.Missing);

        (await CheckAsync())!.Lost.Should().Equal("one.view");
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        (await ReasonAsync()).Should().Be("PermissionLost: one.view");
        await CheckAsync();
        Script(Verdict.Granted);
        await CheckAsync();

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Select(entry => entry.Action).TakeLast(4)
            .Should().BeEquivalentTo("connection.raise-attention", "permission.lost", "connection.go-live", "permission.regained");
    }

    [Fact]
    public async Task A_sync_checks_first_and_its_success_does_not_hide_a_lost_permission()
    {
        await _bench.SyncedAsync(people: 3);
        var checks = _bench.Portal.Provider.Checks;
        Script(Verdict.Missing);

        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);

        _bench.Portal.Provider.Checks.Should().Be(checks + 2);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        Script(Verdict.Granted);
        await _bench.RunAsync();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Fact]
    public async Task Rejected_credentials_need_attention_and_are_not_shown_to_the_provider_twice()
    {
        await _bench.SyncedAsync(people: 3);
        Reject(true);

        var run = await _bench.RunAsync();

        run.Should().BeEquivalentTo(new { Outcome = SyncOutcome.CredentialsRejected, Calls = 0 });
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        (await ReasonAsync()).Should().Be("CredentialsRejected");
        Reject(false);
        await CheckAsync();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Fact]
    public async Task A_check_does_not_end_what_the_brake_of_a_sync_raised()
    {
        await _bench.SyncedAsync(people: 30);
        _bench.Provider.People.RemoveRange(0, 29);
        await _bench.RunAsync();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);

        await CheckAsync();

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
    }

    [Fact]
    public async Task The_night_checks_who_was_not_checked_since_midnight()
    {
        await _bench.SyncedAsync(people: 3);
        var last = (await Permissions.LatestAsync(_bench.Connection, Actor.System("test"), Stop))!.SeenAgainAt;
        var night = last.Date.AddDays(1).AddHours(5).AddMinutes(50);
        _bench.Portal.Time.SetUtcNow(new DateTimeOffset(night, TimeSpan.Zero));

        await _bench.Portal.Get<NightlyChecks>().RunAsync(Stop);
        var seen = (await Permissions.LatestAsync(_bench.Connection, Actor.System("test"), Stop))!.SeenAgainAt;
        var checks = _bench.Portal.Provider.Checks;
        await _bench.Portal.Get<NightlyChecks>().RunAsync(Stop);

        seen.Should().Be(_bench.Portal.Time.GetUtcNow());
        _bench.Portal.Provider.Checks.Should().Be(checks);
    }

    [Fact]
    public async Task While_no_try_is_allowed_nobody_is_asked_and_the_newest_check_stands()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Portal.Provider.Outcome = new PermissionOutcome.Unjudged(NoVerdict.Blocked, _bench.Portal.Time.GetUtcNow().AddMinutes(6));
        _bench.Portal.Provider.Failure = new ProviderFailure(FailureKind.Blocked, "GET /x", null, _bench.Portal.Time.GetUtcNow().AddMinutes(6), "");
        var blocked = await CheckAsync();
        var checks = _bench.Portal.Provider.Checks;

        (await CheckAsync())!.Id.Should().Be(blocked!.Id);

        _bench.Portal.Provider.Checks.Should().Be(checks);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live, "being blocked says nothing about the permissions");
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(10));
        await CheckAsync();
        _bench.Portal.Provider.Checks.Should().Be(checks + 1);
    }
}

public sealed class DriftServiceOnSqliteTests(SqliteDatabase database) : DriftServiceTests<SqliteDatabase>(database);
