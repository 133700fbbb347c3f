using GiftedPortal.Data;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Credentials;
using GiftedPortal.Features.Connections.Erasure;
using GiftedPortal.Features.Customers.Invitations;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Setup;
using GiftedPortal.Features.Setup.Handover;
using GiftedPortal.Features.Setup.Typing;
using GiftedPortal.Features.Status;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Erasure;

public abstract class ErasureServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private readonly SyncBench _bench = new(database.Contexts);

    private ErasureService Erasures => _bench.Portal.Get<ErasureService>();

    private ConnectionControl Control => _bench.Portal.Get<ConnectionControl>();

    private async Task<string> CompanyAsync() => (await _bench.Portal.Get<ConnectionService>().FindAsync(_bench.Connection, _bench.Member, Stop))!.CompanyName!;

    private async Task DisconnectAsync() => (await Control.DisconnectAsync(_bench.Connection, await CompanyAsync(), _bench.Member, Stop)).Should().BeNull();

    private async Task<int> CountAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<T>().CountAsync(which, Stop);
    }

    private Task<int> EntriesAsync(IReadOnlyList<Guid> runs) => CountAsync<SyncEntry>(entry => runs.Contains(entry.RunId));

    [Fact]
    public async Task Disconnecting_takes_the_credentials_at_once_and_erases_the_rest_with_a_certificate()
    {
        await _bench.SyncedAsync(people: 1_201);
        var runs = (await _bench.RunsAsync()).Select(run => run.Id).ToList();
        (await _bench.Portal.Get<CredentialReplacement>().SaveAsync(_bench.Connection, "SERVICE-2", new Secret("a-new-token-0123456789"), _bench.Member, Stop)).Should().BeNull();
        var entries = await EntriesAsync(runs);

        await DisconnectAsync();

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Disconnected);
        (await CountAsync<NewCredentials>(one => one.ConnectionId == _bench.Connection)).Should().Be(0);
        (await CountAsync<Connection>(one => one.Id == _bench.Connection && one.ProtectedToken == null && one.ServiceUserId == null)).Should().Be(1);
        (await Erasures.EraseAsync(_bench.Connection, Stop)).Should().BeTrue();
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await EntriesAsync(runs)).Should().Be(0);
        (await CountAsync<SetupAnswer>(answer => answer.ConnectionId == _bench.Connection)).Should().Be(0);
        (await _bench.RunsAsync()).Should().NotBeEmpty("runs stay, as counts");
        var certificate = (await Erasures.OfMemberAsync(_bench.Member, Stop)).Should().ContainSingle().Subject;
        certificate.Counts.ToDictionary(count => count.Kind, count => count.Rows).Should().BeEquivalentTo(
            new Dictionary<string, int>
            {
                ["credentials"] = 2, ["employees"] = 1_201, ["sync-entries"] = entries, ["answers"] = 0,
                // what the provider said of the credentials when the set-up was sent is not kept here: they were saved without the wizard
                ["typed-secrets"] = 0, ["handovers"] = 0, ["invitations"] = 0, ["letters"] = 0,
            });
        certificate.Text.Should().Contain($"number: {certificate.Number}\n").And.Contain("erased employees: 1201\n").And.Contain($"by {_bench.Member.Name}\n").And.NotContain("First 1").And.NotContain("SERVICE");
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Select(entry => entry.Action).Should().EndWith("erasure.completed").And.Contain("connection.disconnect");
    }

    [Fact]
    public async Task Addresses_of_people_and_what_was_written_to_them_are_erased_and_the_facts_stay()
    {
        var portal = _bench.Portal;
        var member = await portal.MemberAsync();
        await portal.JoinAsync(member);
        var setup = portal.Get<SetupService>();
        await portal.Get<HandoverService>().GiveAsync(new NewHandover("first", "helper@company.test", "please"), member, Stop);
        await setup.TypeAsync(SetupAnswers.Token, new Secret("half-a-token-that-was-never-saved-1234567"), member, Stop);
        await portal.Get<InvitationService>().InviteAsync(member.CustomerId!.Value, "new@company.test", TestPortal.Staff("Ada", StaffRoles.Admin), Stop);
        var id = (await setup.LoadAsync(member, Stop))!.Connection.Id;
        await using (var db = await portal.Contexts.CreateDbContextAsync(Stop))
        {
            // one letter was sent, the other still waits
            await db.Set<StoredLetter>().Where(letter => letter.ToAddress == "helper@company.test").ExecuteUpdateAsync(set => set.SetProperty(letter => letter.State, LetterState.Sent), Stop);
            var connection = await db.Set<Connection>().SingleAsync(one => one.Id == id, Stop);
            db.Add(new GiftedPortal.Features.Connections.Erasure.Erasure
            {
                Id = Guid.NewGuid(), ConnectionId = id, CustomerId = connection.CustomerId, Company = "Acme", Provider = connection.Provider, Environment = "x", RequestedAt = portal.Time.GetUtcNow(), RequestedBy = "Mia",
            });
            await db.SaveChangesAsync(Stop);
        }

        portal.Time.Advance(TimeSpan.FromMinutes(1));
        await portal.Get<InvitationService>().InviteAsync(member.CustomerId.Value, "later@company.test", TestPortal.Staff("Ada", StaffRoles.Admin), Stop);
        (await Erasures.EraseAsync(id, Stop)).Should().BeTrue();

        (await CountAsync<Handover>(one => one.ConnectionId == id)).Should().Be(0);
        (await CountAsync<TypedSecret>(one => one.ConnectionId == id)).Should().Be(0);
        (await CountAsync<Invitation>(one => one.CustomerId == member.CustomerId && one.Email != "later@company.test")).Should().Be(0);
        (await CountAsync<Invitation>(one => one.Email == "later@company.test")).Should().Be(1, "it belongs to what comes after the end");
        (await CountAsync<StoredLetter>(one => one.ToAddress == "new@company.test" || one.ToAddress == "helper@company.test")).Should().Be(0);
        (await CountAsync<StoredLetter>(one => one.ToAddress == "h***@company.test" && one.ProtectedBody == "" && one.State == LetterState.Sent)).Should().Be(1);
        (await CountAsync<StoredLetter>(one => one.ToAddress == "later@company.test" && one.ProtectedBody != "")).Should().Be(1);
        (await Erasures.OfMemberAsync(member, Stop)).Single().Text.Should()
            .Contain("erased handovers: 1\n").And.Contain("erased invitations: 2\n").And.Contain("erased letters: 2\n").And.Contain("erased typed-secrets: 1\n");
    }

    [Fact]
    public async Task Another_customers_people_stay()
    {
        var other = new SyncBench(_bench.Portal.Contexts);
        await other.SyncedAsync(people: 4);
        await _bench.SyncedAsync(people: 3);

        await DisconnectAsync();
        await Erasures.EraseAsync(_bench.Connection, Stop);

        (await other.RosterAsync()).Should().HaveCount(4);
        (await other.EntriesAsync((await other.RunsAsync())[0])).Should().NotBeEmpty();
        (await other.StatusAsync()).Should().Be(ConnectionStatus.Live);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Cut_off_in_the_middle_it_goes_on_and_counts_nothing_twice_or_never(int batches)
    {
        await _bench.SyncedAsync(people: 1_100);
        await DisconnectAsync();
        var cut = new CutOff(batches, _bench.Portal.Get<IEnumerable<IEraser>>());
        var dying = new ErasureService(_bench.Portal.Contexts, cut.Erasers, _bench.Portal.Time);

        await FluentActions.Awaiting(() => dying.EraseAsync(_bench.Connection, Stop)).Should().ThrowAsync<IOException>();
        (await Erasures.OfMemberAsync(_bench.Member, Stop))[0].Number.Should().BeNull();
        (await Erasures.OpenAsync(Stop)).Should().Contain(_bench.Connection);
        await Erasures.EraseAsync(_bench.Connection, Stop);

        var certificate = (await Erasures.OfMemberAsync(_bench.Member, Stop))[0];
        certificate.Counts.Single(count => count.Kind == "employees").Rows.Should().Be(1_100);
        certificate.Number.Should().NotBeNull();
        (await Erasures.OpenAsync(Stop)).Should().NotContain(_bench.Connection);
        await Erasures.EraseAsync(_bench.Connection, Stop);
        (await Erasures.OfMemberAsync(_bench.Member, Stop))[0].Text.Should().Be(certificate.Text, "a certificate is issued once");
    }

    [Fact]
    public async Task A_run_that_is_under_way_writes_nobody_and_the_certificate_waits_for_it()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People.Add(SyncBench.Person(4));
        _bench.Provider.AfterPeople = async _ =>
        {
            await DisconnectAsync();
            (await Erasures.EraseAsync(_bench.Connection, Stop)).Should().BeFalse("a run still writes its lines");
        };

        (await _bench.RunAsync())!.Outcome.Should().Be(SyncOutcome.ConnectionStopped);

        (await Erasures.EraseAsync(_bench.Connection, Stop)).Should().BeTrue();
        (await _bench.RosterAsync()).Should().BeEmpty();
        (await EntriesAsync([.. (await _bench.RunsAsync()).Select(run => run.Id)])).Should().Be(0);
    }

    [Fact]
    public async Task The_name_must_be_typed_and_staff_cannot_end_it_behind_the_customers_back()
    {
        await _bench.SyncedAsync(people: 1);
        var company = await CompanyAsync();

        (await Control.DisconnectAsync(_bench.Connection, "something else", _bench.Member, Stop)).Should().Be(new ConnectionRefusal.WrongConfirmation(company));
        (await Control.DisconnectAsync(_bench.Connection, company, TestPortal.Staff("Ada", StaffRoles.Any), Stop)).Should().BeOfType<ConnectionRefusal.NotFound>();
        (await _bench.Portal.Get<ConnectionService>().OperateAsync(_bench.Connection, ConnectionOperation.Disconnect, TestPortal.Staff("Olga", StaffRoles.Operator), "x", Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();

        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await Control.DisconnectAsync(_bench.Connection, $"  {company.ToUpperInvariant()} ", _bench.Member, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Who_has_disconnected_starts_again_with_an_empty_set_up_and_keeps_the_certificate()
    {
        await _bench.SyncedAsync(people: 1);
        var connections = _bench.Portal.Get<ConnectionService>();
        (await connections.StartAgainAsync(_bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.NotNow>();
        await DisconnectAsync();
        (await connections.OfMemberAsync(_bench.Member, Stop))!.Id.Should().Be(_bench.Connection);
        _bench.Portal.Time.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(connections.StartAgainAsync(_bench.Member, Stop), connections.StartAgainAsync(_bench.Member, Stop));

        var current = (await connections.OfMemberAsync(_bench.Member, Stop))!;
        current.Should().BeEquivalentTo(new { Status = ConnectionStatus.Draft, HasToken = false, AccountId = (string?)null });
        current.Id.Should().NotBe(_bench.Connection);
        (await CountAsync<Connection>(one => one.CustomerId == current.CustomerId)).Should().Be(2, "two tabs begin one set-up");
        await Erasures.EraseAsync(_bench.Connection, Stop);
        (await Erasures.OfMemberAsync(_bench.Member, Stop)).Should().ContainSingle().Which.Number.Should().NotBeNull();
    }

    private sealed class CutOff(int batches, IEnumerable<IEraser> erasers)
    {
        private int _left = batches;

        public IEnumerable<IEraser> Erasers => erasers.Select(eraser => new Dying(this, eraser));

        // erases, and dies before its transaction is committed
        private sealed class Dying(CutOff owner, IEraser eraser) : IEraser
        {
            public string Kind => eraser.Kind;

            public async Task<int?> EraseAsync(PortalDbContext db, Guid connectionId, int atMost, CancellationToken cancellationToken)
            {
                var rows = await eraser.EraseAsync(db, connectionId, atMost, cancellationToken);
                return owner._left-- > 0 ? rows : throw new IOException("the power is gone");
            }
        }
    }
}

public sealed class ErasureServiceOnSqliteTests(SqliteDatabase database) : ErasureServiceTests<SqliteDatabase>(database);
