using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Status;
using GiftedPortal.Tests.Features.Sync;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Status;

public abstract class ConnectionControlTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Olga = TestPortal.Staff("Olga", StaffRoles.Operator);

    private readonly SyncBench _bench = new(database.Contexts);

    private ConnectionControl Control => _bench.Portal.Get<ConnectionControl>();

    [Fact]
    public async Task A_member_pauses_with_a_reason_and_starts_again()
    {
        await _bench.SyncedAsync(people: 1);

        (await Control.PauseAsync(_bench.Connection, "  moving house ", _bench.Member, Stop)).Should().BeNull();
        (await _bench.RunAsync()).Should().BeNull("nothing syncs while it is paused");
        var paused = (await _bench.Portal.Get<ConnectionService>().TimelineAsync(_bench.Connection, _bench.Member, Stop))[^1];
        (await Control.ResumeAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();

        paused.Should().BeEquivalentTo(new { Operation = ConnectionOperation.Pause, ActorName = _bench.Member.Name, ActorKind = ActorKind.Member, Reason = "moving house" });
        (await _bench.StatusAsync()).Should().Be(ConnectionStatus.Live);
        (await _bench.RunAsync()).Should().NotBeNull();
    }

    [Fact]
    public async Task What_Gifted_paused_only_Gifted_starts_again()
    {
        await _bench.SyncedAsync(people: 1);
        (await Control.PauseAsync(_bench.Connection, null, _bench.Member, Stop)).Should().BeNull();
        (await Control.ResumeAsync(_bench.Connection, _bench.Member, Stop)).Should().BeNull();
        (await Control.PauseAsync(_bench.Connection, "a hunch", Olga, Stop)).Should().BeNull();

        (await Control.ResumeAsync(_bench.Connection, _bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.PausedByGifted>();
        (await Control.ResumeAsync(_bench.Connection, Olga, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task A_member_can_do_nothing_else_by_operating()
    {
        await _bench.SyncedAsync(people: 1);

        foreach (var operation in Enum.GetValues<ConnectionOperation>().Except([ConnectionOperation.Pause, ConnectionOperation.Resume]))
        {
            (await _bench.Portal.Get<ConnectionService>().OperateAsync(_bench.Connection, operation, _bench.Member, null, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        }

        (await Control.PauseAsync(_bench.Connection, new string('x', 1001), _bench.Member, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
    }
}

public sealed class ConnectionControlOnSqliteTests(SqliteDatabase database) : ConnectionControlTests<SqliteDatabase>(database);
