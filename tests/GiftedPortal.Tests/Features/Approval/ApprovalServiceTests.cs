using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Approval;

public abstract class ApprovalServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
    private static readonly Actor Sam = TestPortal.Staff("Sam", StaffRoles.Reviewer);

    private readonly TestPortal _portal = new(database.Contexts);

    private ApprovalService Approval => _portal.Get<ApprovalService>();

    [Fact]
    public async Task Approving_takes_approves_and_leaves_an_audit_row_for_each()
    {
        var (_, id) = await _portal.SubmittedAsync();

        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeNull();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Approved);
        (await _portal.AuditOfAsync(id)).Where(entry => entry.ActorId == Rita.Id)
            .Select(entry => (entry.Action, entry.OldValue, entry.NewValue))
            .Should().Equal(("connection.claim", "Submitted", "InReview"), ("connection.approve", "InReview", "Approved"));
    }

    [Fact]
    public async Task The_second_of_two_who_decide_is_told_who_was_first_and_leaves_no_trace()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ApproveAsync(id, Rita, Stop);

        var refusal = await Approval.RejectAsync(id, "no", Sam, Stop);

        refusal.Should().Be(new ConnectionRefusal.AlreadyDecided("Rita", _portal.Time.GetUtcNow(), ConnectionStatus.Approved));
        (await _portal.AuditOfAsync(id)).Should().NotContain(entry => entry.ActorId == Sam.Id);
    }

    [Fact]
    public async Task Of_twenty_who_decide_at_the_same_moment_exactly_one_does()
    {
        var (_, id) = await _portal.SubmittedAsync();

        var refusals = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => Approval.ApproveAsync(id, TestPortal.Staff($"reviewer{number}", StaffRoles.Reviewer), Stop))));

        refusals.Count(refusal => refusal is null).Should().Be(1);
        refusals.Where(refusal => refusal is not null).Should().AllBeOfType<ConnectionRefusal.AlreadyDecided>();
        (await _portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.approve").Should().Be(1);
    }

    [Fact]
    public async Task Changes_need_a_reason_pause_the_clock_and_reopen_the_set_up()
    {
        var (member, id) = await _portal.SubmittedAsync();

        (await Approval.RequestChangesAsync(id, "  ", Rita, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
        (await Approval.RequestChangesAsync(id, new string('x', 100_000), Rita, Stop)).Should().BeOfType<ConnectionRefusal.BadReason>();
        (await Approval.RequestChangesAsync(id, "Please tick Home", Rita, Stop)).Should().BeNull();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.ChangesRequested);
        var row = (await _portal.Get<QueueService>().ListAsync(new QueueQuery(), Sam, Stop)).Rows.Single(one => one.ConnectionId == id);
        row.Clock.State.Should().Be(ClockState.Paused);
        (await _portal.Get<GiftedPortal.Features.Setup.SetupService>().SubmitAsync(member, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_but_reviewers_and_admins_decides()
    {
        var (member, id) = await _portal.SubmittedAsync();
        Actor[] others = [member, TestPortal.Stranger, TestPortal.Staff("o", StaffRoles.Operator), TestPortal.Staff("a", StaffRoles.Auditor)];

        foreach (var actor in others)
        {
            (await Approval.ApproveAsync(id, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
            (await Approval.ClaimAsync(id, actor, Stop)).Should().BeOfType<ConnectionRefusal.NotAllowed>();
        }

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_submission()
    {
        var (member, id) = await _portal.SubmittedAsync();

        var both = Rita with { Id = member.Id };

        (await Approval.ApproveAsync(id, both, Stop)).Should().BeOfType<ConnectionRefusal.OwnSubmission>();
    }

    [Fact]
    public async Task What_ended_a_second_ago_is_not_approved_and_whoever_tries_is_told()
    {
        var (_, id) = await _portal.SubmittedAsync();
        (await Approval.RejectAsync(id, "withdrawn by the customer", Sam, Stop)).Should().BeNull();
        var member = await _portal.MemberAsync();
        _portal.Time.Advance(TimeSpan.FromSeconds(1));
        await using (var db = await _portal.Contexts.CreateDbContextAsync(Stop))
        {
            var connection = await db.Set<Connection>().SingleAsync(one => one.Id == id, Stop);
            (await db.CarryOutAsync(connection, ConnectionOperation.Disconnect, member, _portal.Time.GetUtcNow(), null, Stop)).Should().BeNull();
        }

        _portal.Time.Advance(TimeSpan.FromSeconds(1));

        (await Approval.ApproveAsync(id, Rita, Stop)).Should().BeOfType<ConnectionRefusal.AlreadyDecided>().Which.Status.Should().Be(ConnectionStatus.Disconnected);
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Disconnected);
    }

    [Fact]
    public async Task The_queue_shows_the_nearest_deadline_first_and_nothing_to_customers()
    {
        var (member, first) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromHours(1));
        var (_, second) = await _portal.SubmittedAsync();

        var (rows, _) = await _portal.Get<QueueService>().ListAsync(new QueueQuery(), Rita, Stop);

        rows.Select(row => row.ConnectionId).Where(id => id == first || id == second).Should().Equal(first, second);
        (await _portal.Get<QueueService>().ListAsync(new QueueQuery(), member, Stop)).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task The_audit_trail_is_for_auditors_and_admins()
    {
        var (member, id) = await _portal.SubmittedAsync();
        var audit = _portal.Get<AuditService>();

        (await audit.ListAsync(new AuditQuery(id), TestPortal.Staff("Ada", StaffRoles.Admin), Stop)).Should().NotBeEmpty();
        (await audit.ListAsync(new AuditQuery(id), TestPortal.Staff("Adam", StaffRoles.Auditor), Stop)).Should().NotBeEmpty();
        (await audit.ListAsync(new AuditQuery(id), Rita, Stop)).Should().BeEmpty();
        (await audit.ListAsync(new AuditQuery(id), member, Stop)).Should().BeEmpty();
    }
}

public sealed class ApprovalServiceOnSqliteTests(SqliteDatabase database) : ApprovalServiceTests<SqliteDatabase>(database);
