using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Connections.Clock;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Notifications;
using GiftedPortal.Features.Permissions;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace GiftedPortal.Tests.Features.Connections.Clock;

public abstract class ClockServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    private static readonly Actor Rita = TestPortal.Staff("Rita", StaffRoles.Reviewer);

    private readonly TestPortal _portal = new(database.Contexts);

    private ClockService Clock => _portal.Get<ClockService>();

    [Fact]
    public async Task A_moment_is_recorded_exactly_once_however_many_ask_at_the_same_time()
    {
        var (_, id) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromHours(48));

        var recorded = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Clock.ReachAsync(id, ClockMoment.Target, Stop), Stop)));

        recorded.Count(one => one).Should().Be(1);
        (await RecordsAsync(id)).Should().ContainSingle().Which.Moment.Should().Be(ClockMoment.Target);
        (await _portal.AuditOfAsync(id)).Should().ContainSingle(entry => entry.Action == "clock.reached" && entry.NewValue == "Target");
        (await LettersAsync(id)).Should().Equal(LetterKind.DeadlineNear);
    }

    [Fact]
    public async Task Staff_get_one_letter_for_each_moment_and_the_last_says_that_the_promise_is_broken()
    {
        var (_, id) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromHours(72));

        foreach (var moment in Enum.GetValues<ClockMoment>().Concat([ClockMoment.Deadline]))
        {
            await Clock.ReachAsync(id, moment, Stop);
        }

        (await LettersAsync(id)).Should().BeEquivalentTo([LetterKind.DeadlineNear, LetterKind.DeadlineNear, LetterKind.DeadlineNear, LetterKind.DeadlineBroken]);
    }

    [Fact]
    public async Task A_moment_that_is_not_due_is_not_recorded()
    {
        var (_, id) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));

        (await Clock.ReachAsync(id, ClockMoment.Target, Stop)).Should().BeFalse();
        (await RecordsAsync(id)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_moment_that_comes_due_while_the_clock_stands_still_is_recorded_only_after_it_goes_on()
    {
        var (_, id) = await _portal.SubmittedAsync();
        await _portal.Get<PermissionService>().CheckAsync(id, Rita, null, Stop);
        (await _portal.Get<ApprovalService>().RequestChangesAsync(id, "why", Rita, Stop)).Should().BeNull();
        _portal.Time.Advance(TimeSpan.FromHours(50));

        (await Clock.ReachAsync(id, ClockMoment.Target, Stop)).Should().BeFalse();
    }

    [Fact]
    public async Task A_recorded_moment_is_no_longer_open()
    {
        var (_, id) = await _portal.SubmittedAsync();
        _portal.Time.Advance(TimeSpan.FromHours(45));
        await Clock.ReachAsync(id, ClockMoment.TargetNear, Stop);

        (await Clock.OpenMomentsAsync(id, Stop)).Select(one => one.Moment).Should().Equal(ClockMoment.Target, ClockMoment.DeadlineNear, ClockMoment.Deadline);
    }

    [Fact]
    public async Task A_machines_clock_that_is_set_back_an_hour_moves_no_promise_and_keeps_the_trail_in_order()
    {
        var (member, id) = await _portal.SubmittedAsync();
        var submitted = _portal.Time.GetUtcNow();
        _portal.Time.Advance(TimeSpan.FromHours(44));
        (await Clock.ReachAsync(id, ClockMoment.TargetNear, Stop)).Should().BeTrue();
        _portal.Time.AdjustTime(_portal.Time.GetUtcNow().AddHours(-1));

        (await Clock.ReachAsync(id, ClockMoment.TargetNear, Stop)).Should().BeFalse();
        (await Clock.ReadAsync(id, Stop)).DeadlineAt.Should().Be(submitted.AddHours(72));
        // sent back an hour later by its own clock than it comes again: no time passed, none is taken from the promise
        (await _portal.Get<ApprovalService>().RequestChangesAsync(id, "why", Rita, Stop)).Should().BeNull();
        _portal.Time.AdjustTime(_portal.Time.GetUtcNow().AddHours(-1));
        (await _portal.Get<GiftedPortal.Features.Setup.SetupService>().SubmitAsync(member, Stop)).Should().BeNull();
        var clock = await Clock.ReadAsync(id, Stop);
        clock.PausedFor.Should().Be(TimeSpan.Zero);
        clock.DeadlineAt.Should().BeOnOrBefore(submitted.AddHours(72)).And.BeOnOrAfter(submitted.AddHours(70));

        var trail = await _portal.AuditOfAsync(id);
        trail.Select(entry => entry.At).Should().NotBeInAscendingOrder();
        trail.Select(entry => entry.Action).Should().ContainInOrder("connection.submit", "clock.reached", "connection.request-changes", "connection.submit");
        await _portal.Get<GiftedPortal.Features.Audit.AuditChain>().SealAsync(Stop);
        (await _portal.Get<GiftedPortal.Features.Audit.AuditChain>().VerifyAsync(TestPortal.Staff("Adam", StaffRoles.Auditor), Stop))!.Broken.Should().BeNull();
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<GiftedPortal.Features.Audit.AuditSeal>().OrderBy(seal => seal.Position).Select(seal => seal.EntryId).ToListAsync(Stop)).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Who_has_it_in_review_is_written_to_as_well_in_their_language()
    {
        var (_, id) = await _portal.SubmittedAsync();
        (await GiftedPortal.Ui.ViewerCulture.In("he", () => _portal.Get<ApprovalService>().ClaimAsync(id, Rita, Stop))).Should().BeNull();
        _portal.Time.Advance(TimeSpan.FromHours(44));

        (await Clock.ReachAsync(id, ClockMoment.TargetNear, Stop)).Should().BeTrue();

        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        (await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == id).OrderBy(letter => letter.ToAddress).Select(letter => letter.ToAddress + " " + letter.Culture).ToListAsync(Stop))
            .Should().Equal("rita@gifted.test he", "staff@gifted.test en");
    }

    private async Task<IReadOnlyList<LetterKind>> LettersAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<StoredLetter>().Where(letter => letter.ConnectionId == id).OrderBy(letter => letter.Id).Select(letter => letter.Kind).ToListAsync(Stop);
    }

    private async Task<IReadOnlyList<ClockRecord>> RecordsAsync(Guid id)
    {
        await using var db = await _portal.Contexts.CreateDbContextAsync(Stop);
        return await db.Set<ClockRecord>().Where(record => record.ConnectionId == id).ToListAsync(Stop);
    }
}

public sealed class ClockServiceOnSqliteTests(SqliteDatabase database) : ClockServiceTests<SqliteDatabase>(database);
