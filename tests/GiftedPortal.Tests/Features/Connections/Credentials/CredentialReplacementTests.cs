using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Credentials;

public abstract class CredentialReplacementTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private const string NewToken = "a-new-token-0123456789";

    private readonly SyncBench _bench = new(database.Contexts);

    private CredentialReplacement Replacement => _bench.Portal.Get<CredentialReplacement>();

    private ConnectionControl Control => _bench.Portal.Get<ConnectionControl>();

    private ScriptedProvider Provider => _bench.Portal.Provider;

    private async Task<NewCredentialsView> ProposeAsync(string id = "SERVICE-2")
    {
        (await Replacement.SaveAsync(_bench.Connection, id, new Secret(NewToken), _bench.Member, Stop)).Should().BeNull();
        return (await Replacement.TryAsync(_bench.Connection, _bench.Member, null, Stop))!;
    }

    private async Task<ProviderConnection?> InUseAsync() => await _bench.Portal.Get<CredentialService>().OpenAsync(_bench.Connection, Actor.System("test"), Stop);

    private void Reject(bool rejected)
    {
        Provider.Failure = rejected ? new ProviderFailure(FailureKind.CredentialsRejected, "GET /x", 401, null, "") : null;
        Provider.Outcome = rejected ? new PermissionOutcome.Unjudged(NoVerdict.CredentialsRejected) : new PermissionOutcome.Judged(Verdict.Granted);
    }

    [Fact]
    public async Task New_credentials_stay_beside_the_old_until_the_switch_and_syncs_go_on_with_the_old()
    {
        await _bench.SyncedAsync(people: 3);

        var proposed = await ProposeAsync();
        Provider.LastConnection!.Token.Value.Should().Be(NewToken);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);

        Provider.LastConnection!.Token.Value.Should().Be("token-1");
        proposed.Should().BeEquivalentTo(new { ServiceUserId = "SERVICE-2", SameServiceUser = false, Blocked = (ConnectionRefusal?)null });
        (await Control.SwitchAsync(_bench.Connection, proposed.Version, _bench.Member, Stop)).Should().BeNull();
        (await InUseAsync())!.Should().BeEquivalentTo(new { ServiceUserId = "SERVICE-2", Token = new Secret(NewToken) });
        Provider.LastConnection!.ServiceUserId.Should().Be("SERVICE-2", "the switch checks at once");
        (await Replacement.FindAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Should().ContainSingle(entry => entry.Action == "credentials.switched")
            .Which.Should().BeEquivalentTo(new { OldValue = "SERVICE-1", NewValue = "SERVICE-2", ActorName = _bench.Member.Name });
    }

    [Fact]
    public async Task The_token_is_encrypted_in_the_database_and_nowhere_in_the_audit_trail()
    {
        await _bench.SyncedAsync(people: 1);

        await ProposeAsync();

        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<NewCredentials>().SingleAsync(one => one.ConnectionId == _bench.Connection, Stop)).ProtectedToken.Should().NotContain(NewToken);
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Should().NotContain(entry => $"{entry.OldValue}{entry.NewValue}{entry.Reason}".Contains(NewToken));
    }

    [Fact]
    public async Task Cancelling_erases_the_new_ones_and_the_old_stay()
    {
        await _bench.SyncedAsync(people: 1);
        var proposed = await ProposeAsync();

        (await Replacement.CancelAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();

        (await InUseAsync())!.ServiceUserId.Should().Be("SERVICE-1");
        (await Control.SwitchAsync(_bench.Connection, proposed.Version, _bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.ChangedMeanwhile>();
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<NewCredentials>().AnyAsync(one => one.ConnectionId == _bench.Connection, Stop)).Should().BeFalse();
    }

    [Theory]
    [InlineData("200", typeof(ConnectionRefusal.OtherAccount))]
    [InlineData(null, typeof(ConnectionRefusal.AccountUnknown))]
    public async Task Credentials_of_another_company_or_of_none_that_shows_are_refused(string? account, Type refusal)
    {
        await _bench.SyncedAsync(people: 1);
        Provider.AccountId = account;

        var proposed = await ProposeAsync();

        proposed.Blocked.Should().BeOfType(refusal);
        (await Control.SwitchAsync(_bench.Connection, proposed.Version, _bench.Member, Stop)).Should().BeOfType(refusal);
        (await InUseAsync())!.ServiceUserId.Should().Be("SERVICE-1");
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_or_not_checked_cannot_be_switched_to()
    {
        await _bench.SyncedAsync(people: 1);
        (await Replacement.SaveAsync(_bench.Connection, "SERVICE-2", new Secret(NewToken), _bench.Member, Stop)).Should().BeNull();
        var saved = (await Replacement.FindAsync(_bench.Connection, _bench.Member, Stop))!;
        (await Control.SwitchAsync(_bench.Connection, saved.Version, _bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.NotTried>();
        Reject(true);

        var tried = (await Replacement.TryAsync(_bench.Connection, _bench.Member, null, Stop))!;

        tried.Blocked.Should().Be(new ConnectionRefusal.CredentialsNotAccepted(FailureKind.CredentialsRejected));
        (await Control.SwitchAsync(_bench.Connection, tried.Version, _bench.Member, Stop)).Should().Be(tried.Blocked);
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live, "what is wrong with new credentials is no trouble of the connection");
    }

    [Fact]
    public async Task What_a_person_saw_is_what_is_switched()
    {
        await _bench.SyncedAsync(people: 1);
        var seen = await ProposeAsync();
        _bench.Portal.Time.Advance(TimeSpan.FromSeconds(1));
        await ProposeAsync("SERVICE-3");

        (await Control.SwitchAsync(_bench.Connection, seen.Version, _bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.ChangedMeanwhile>();

        (await InUseAsync())!.ServiceUserId.Should().Be("SERVICE-1");
    }

    [Fact]
    public async Task After_credentials_were_refused_the_switch_heals_the_state()
    {
        await _bench.SyncedAsync(people: 2);
        Reject(true);
        await _bench.RunAsync();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention);
        Reject(false);

        var proposed = await ProposeAsync("SERVICE-1");

        proposed.SameServiceUser.Should().BeTrue();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.NeedsAttention, "nothing heals before the switch");
        (await Control.SwitchAsync(_bench.Connection, proposed.Version, _bench.Member, Stop)).Should().BeNull();
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.RunAsync())!.Status.Should().Be(SyncRunStatus.Succeeded);
    }

    [Fact]
    public async Task Whoever_has_not_been_approved_changes_credentials_in_the_set_up()
    {
        var (member, id) = await _bench.Portal.SubmittedAsync();

        (await Replacement.SaveAsync(id, "SERVICE-2", new Secret(NewToken), member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
    }

    [Fact]
    public async Task Staff_may_look_but_neither_try_nor_switch_nor_cancel()
    {
        await _bench.SyncedAsync(people: 1);
        var proposed = await ProposeAsync();
        var ada = TestPortal.Staff("Ada", StaffRoles.Any);

        (await Replacement.FindAsync(_bench.Connection, ada, Stop)).Should().NotBeNull();
        (await Replacement.TryAsync(_bench.Connection, ada, null, Stop)).Should().BeNull();
        (await Replacement.SwitchAsync(_bench.Connection, proposed.Version, ada, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await Replacement.CancelAsync(_bench.Connection, ada, Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
    }
}

public sealed class CredentialReplacementOnSqliteTests(SqliteDatabase database) : CredentialReplacementTests<SqliteDatabase>(database);
