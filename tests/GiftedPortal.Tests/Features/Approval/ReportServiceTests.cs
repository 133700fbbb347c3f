using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Report;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Setup;
using GiftedPortal.Tests.Testing;

namespace GiftedPortal.Tests.Features.Approval;

public abstract class ReportServiceTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase>
    where TDatabase : class, ITestDatabase
{
    // of this test alone, as tests share a database
    private readonly Actor _rita = TestPortal.Staff($"Rita {Guid.NewGuid():N}", StaffRoles.Reviewer);

    private readonly TestPortal _portal = new(database.Contexts);

    [Fact]
    public async Task A_decision_is_measured_by_the_clock_phase_by_phase()
    {
        var (member, id) = await _portal.SubmittedAsync();
        await AfterAsync(10, () => _portal.Get<ApprovalService>().ClaimAsync(id, _rita, Stop));
        await AfterAsync(2, () => _portal.Get<ApprovalService>().RequestChangesAsync(id, "why", _rita, Stop));
        await AfterAsync(100, () => _portal.Get<SetupService>().SubmitAsync(member, Stop));
        await AfterAsync(30, () => _portal.Get<ApprovalService>().ClaimAsync(id, _rita, Stop));
        await AfterAsync(8, () => _portal.Get<ApprovalService>().RejectAsync(id, "no", _rita, Stop));

        var report = await ReadAsync();

        // 50 counted hours: past the target of 48 and before the deadline of 72, whatever the customer took
        var one = report.Cases.Single(one => one.ConnectionId == id);
        one.Should().Match<DecidedCase>(one => !one.InTarget && one.InDeadline && one.Decision == ConnectionOperation.Reject);
        (one.Waited, one.Reviewed, one.Changed).Should().Be((TimeSpan.FromHours(40), TimeSpan.FromHours(10), TimeSpan.FromHours(100)));
        report.Reviewers.Single(line => line.Name == _rita.Name).Should().BeEquivalentTo(
            new { Decided = 1, InTarget = 0, InDeadline = 1, Waited = TimeSpan.FromHours(40), Reviewed = TimeSpan.FromHours(10) });
        report.Weeks.Select(week => week.Name).Should().Contain("2026-03-02");
    }

    [Fact]
    public async Task Only_the_period_counts_and_only_staff_read_it()
    {
        var (member, id) = await _portal.SubmittedAsync();
        (await _portal.Get<ApprovalService>().RejectAsync(id, "no", _rita, Stop)).Should().BeNull();
        var service = _portal.Get<ReportService>();

        (await service.ReadAsync(new(2026, 3, 2), new(2026, 3, 2), _rita, Stop))!.Cases.Should().Contain(one => one.ConnectionId == id);
        (await service.ReadAsync(new(2026, 3, 3), new(2026, 3, 9), _rita, Stop))!.Cases.Should().NotContain(one => one.ConnectionId == id);
        (await service.ReadAsync(new(2026, 3, 2), new(2026, 3, 2), member, Stop)).Should().BeNull();
    }

    [Fact]
    public async Task What_waits_longest_is_named()
    {
        _portal.Time.SetUtcNow(_portal.Time.GetUtcNow().AddMinutes(1));
        var (_, id) = await _portal.SubmittedAsync();

        var oldest = (await ReadAsync()).Oldest;

        oldest.Should().NotBeNull();
        oldest!.SubmittedAt.Should().BeOnOrBefore(_portal.Time.GetUtcNow());
        (oldest.ConnectionId == id || oldest.SubmittedAt < _portal.Time.GetUtcNow()).Should().BeTrue();
    }

    private async Task<ApprovalReport> ReadAsync() => (await _portal.Get<ReportService>().ReadAsync(DateOnly.MinValue, DateOnly.MaxValue, _rita, Stop))!;

    private async Task AfterAsync(int hours, Func<Task<ConnectionRefusal?>> act)
    {
        _portal.Time.Advance(TimeSpan.FromHours(hours));
        (await act()).Should().BeNull();
    }
}

public sealed class ReportServiceOnSqliteTests(SqliteDatabase database) : ReportServiceTests<SqliteDatabase>(database);

public sealed class ReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Medians_shares_and_weeks_come_from_the_cases()
    {
        var report = new ApprovalReport([Case(1, true), Case(3, true), Case(8, false), Case(100, false, Now.AddDays(5))], null);

        report.Total.Should().BeEquivalentTo(new { Decided = 4, InTarget = 2, InDeadline = 2, Waited = TimeSpan.FromHours(5.5), Changed = (TimeSpan?)null });
        report.Weeks.Select(week => (week.Name, week.Decided)).Should().Equal(("2026-03-02", 3), ("2026-03-09", 1));
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("Acme, \"Inc\"", "\"Acme, \"\"Inc\"\"\"")]
    public void The_file_is_for_spreadsheets_and_safe_in_them(string customer, string cell)
    {
        var file = ReportExport.Csv(new ApprovalReport([Case(1, true) with { Customer = customer }], null));

        file.Should().StartWith("\uFEFFcustomer,").And.Contain($"\r\n{cell},").And.Contain(",\"1.00\",");
    }

    [Theory]
    [InlineData(null, null, "?from=2025-12-04&to=2026-03-04")]
    [InlineData("2026-01-05", "2026-01-02", "?from=2026-01-02&to=2026-01-05")]
    [InlineData("yesterday", "2026-02-30", "?from=2025-12-04&to=2026-03-04")]
    [InlineData(null, "0001-01-05", "?from=0001-01-01&to=0001-01-05")]
    public void Any_address_is_a_period(string? from, string? to, string query) => ReportPeriod.Read(from, to, Now).Query.Should().Be(query);

    private static DecidedCase Case(int waited, bool kept, DateTimeOffset? at = null) => new(
        Guid.NewGuid(), "Acme", Now.AddDays(-2), at ?? Now, ConnectionOperation.Approve, "Rita", kept, kept, TimeSpan.FromHours(waited), TimeSpan.FromHours(1), TimeSpan.Zero);
}
