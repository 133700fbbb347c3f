using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Approval;

public abstract class LeaseTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);
    private static readonly Actor Sam = TestPortal.Staff("Sam", StaffRoles.Reviewer);

    private readonly TestPortal _portal = new(database.Contexts);

    private ApprovalService Approval => _portal.Get<ApprovalService>();

    [Fact]
    public async Task What_one_reviewer_has_no_other_decides_until_the_lease_ends()
    {
        var (_, id) = await _portal.SubmittedAsync();
        (await Approval.ClaimAsync(id, Rita, Stop)).Should().BeNull();
        var until = _portal.Time.GetUtcNow() + ApprovalPolicy.Default.Lease;

        (await Approval.ApproveAsync(id, Sam, Stop)).Should().Be(new ConnectionRefusal.Taken("Rita", until));
        (await Approval.ClaimAsync(id, Sam, Stop)).Should().Be(new ConnectionRefusal.Taken("Rita", until));
        _portal.Time.Advance(ApprovalPolicy.Default.Lease);
        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeNull();

        (await _portal.AuditOfAsync(id)).Select(entry => (entry.ActorName, entry.Action)).Should().ContainInOrder(
            ("Rita", "connection.claim"), ("lease", "connection.release"), ("Sam", "connection.claim"), ("Sam", "connection.approve"));
    }

    [Fact]
    public async Task A_reviewer_whose_lease_ended_still_decides_when_nobody_else_took_it()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);
        _portal.Time.Advance(TimeSpan.FromHours(3));

        (await Approval.RejectAsync(id, "not a customer", Rita, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task A_reviewer_whose_lease_ended_is_told_who_took_it()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);
        _portal.Time.Advance(ApprovalPolicy.Default.Lease);
        await Approval.ClaimAsync(id, Sam, Stop);

        (await Approval.RejectAsync(id, "a long reason", Rita, Stop)).Should().BeOfType<ConnectionRefusal.Taken>().Which.By.Should().Be("Sam");
        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.InReview);
    }

    [Fact]
    public async Task Claiming_again_keeps_it_longer_and_leaves_no_second_event()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);
        _portal.Time.Advance(ApprovalPolicy.Default.Lease / 2);
        (await Approval.ClaimAsync(id, Rita, Stop)).Should().BeNull();
        _portal.Time.Advance(ApprovalPolicy.Default.Lease * 0.75);

        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeOfType<ConnectionRefusal.Taken>();
        (await _portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.claim").Should().Be(1);
    }

    [Fact]
    public async Task What_is_given_back_waits_for_anybody()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);

        (await Approval.ReleaseAsync(id, Sam, Stop)).Should().NotBeNull("only who has it gives it back");
        (await Approval.ReleaseAsync(id, Rita, Stop)).Should().BeNull();

        (await _portal.StatusAsync(id)).Should().Be(ConnectionStatus.Submitted);
        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task Of_ten_who_take_over_at_the_same_moment_exactly_one_has_it()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);
        _portal.Time.Advance(ApprovalPolicy.Default.Lease);

        var refusals = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            Task.Run(() => Approval.ClaimAsync(id, TestPortal.Staff($"reviewer{number}", StaffRoles.Reviewer), Stop))));

        refusals.Count(refusal => refusal is null).Should().Be(1);
        refusals.Where(refusal => refusal is not null).Should().AllBeOfType<ConnectionRefusal.Taken>();
        (await _portal.AuditOfAsync(id)).Count(entry => entry.Action == "connection.claim").Should().Be(2, "one before the lease ended, one after");
    }

    [Fact]
    public async Task The_queue_shows_what_is_mine_and_finds_a_customer_by_part_of_its_name()
    {
        var (_, mine) = await _portal.SubmittedAsync();
        var (_, other) = await _portal.SubmittedAsync();
        var queue = _portal.Get<QueueService>();
        await Approval.ClaimAsync(mine, Rita, Stop);
        var name = (await queue.ListAsync(new QueueQuery(Mine: true), Rita, Stop)).Rows.Single(row => row.ConnectionId == mine).Customer;

        (await queue.ListAsync(new QueueQuery(Mine: true), Rita, Stop)).Rows.Should().NotContain(row => row.ConnectionId == other);
        (await queue.ListAsync(new QueueQuery(Text: name[8..24].ToUpperInvariant()), Sam, Stop)).Rows.Should().ContainSingle().Which.Reviewer.Should().Be("Rita");
        _portal.Time.Advance(ApprovalPolicy.Default.Lease);
        (await queue.ListAsync(new QueueQuery(Text: name), Sam, Stop)).Rows.Single().Reviewer.Should().BeNull("the lease ended");
    }

    [Fact]
    public async Task A_machines_clock_that_is_set_back_an_hour_leaves_it_with_who_has_it()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await Approval.ClaimAsync(id, Rita, Stop);
        _portal.Time.AdjustTime(_portal.Time.GetUtcNow().AddHours(-1));

        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeOfType<ConnectionRefusal.Taken>();
        // who keeps it has it for the usual time from now on, and no hour longer
        (await Approval.ClaimAsync(id, Rita, Stop)).Should().BeNull();
        _portal.Time.Advance(ApprovalPolicy.Default.Lease);
        (await Approval.ApproveAsync(id, Sam, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task One_goes_through_the_queue_row_by_row()
    {
        // later than what any other test leaves in the queue
        _portal.Time.Advance(TimeSpan.FromDays(100));
        var (_, first) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        var (_, second) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        var (_, third) = await _portal.SubmittedAsync();
        var queue = _portal.Get<QueueService>();

        (await queue.NeighboursAsync(second, Rita, Stop)).Should().Be((first, third));
        (await queue.NeighboursAsync(third, Rita, Stop)).Previous.Should().Be(second);
        (await queue.NeighboursAsync(second, TestPortal.Staff("Nobody", StaffRoles.None), Stop)).Should().Be((null, null));
    }
}

public sealed class LeaseOnSqliteTests(SqliteDatabase database) : LeaseTests<SqliteDatabase>(database);
