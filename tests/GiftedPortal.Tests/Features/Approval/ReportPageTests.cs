using Bunit;
using GiftedPortal.Features.Approval;
using GiftedPortal.Features.Approval.Report;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Approval;

public sealed class ReportPageTests : StaffPageTest
{
    [Fact]
    public async Task It_shows_the_period_its_weeks_its_reviewers_and_what_waits_longest()
    {
        var (_, decided) = await Portal.SubmittedAsync();
        var (_, open) = await Portal.SubmittedAsync();
        Portal.Time.Advance(TimeSpan.FromHours(50));
        (await Portal.Get<ApprovalService>().RejectAsync(decided, "no", Rita, Stop)).Should().BeNull();

        var page = Render<ReportPage>();

        // past the target, before the deadline: as figures, and as bars that say the same
        var total = page.WaitForElement("[data-testid=report-total] tbody tr");
        total.TextContent.Should().Contain("100").And.Contain("50.0 h");
        total.QuerySelectorAll("meter").Select(bar => bar.GetAttribute("value")).Should().Equal("0", "1");
        page.Find("[data-testid=report-weeks] tbody").TextContent.Should().Contain("2026-03-02");
        page.Find("[data-testid=report-reviewers] tbody").TextContent.Should().Contain("Rita");
        page.Find("[data-testid=report-oldest] a").GetAttribute("href").Should().EndWith($"{open}");
    }

    [Fact]
    public async Task Where_nothing_was_decided_it_says_so_in_two_sentences()
    {
        await Portal.SubmittedAsync();

        var page = Render<ReportPage>();

        page.WaitForElement("[data-testid=report-empty]").TextContent.Should().Contain("Nothing was decided in this period.").And.Contain("choose other days");
    }

    [Fact]
    public async Task The_days_are_in_the_address_and_in_the_file()
    {
        await Portal.SubmittedAsync();
        var page = Render<ReportPage>();

        await page.WaitForElement("[data-testid=report-from]").ChangeAsync(new() { Value = "2026-01-05" });

        Services.GetRequiredService<NavigationManager>().Uri.Should().Contain("from=2026-01-05");
        page.WaitForAssertion(() => page.Find("[data-testid=report-csv]").GetAttribute("href").Should().Contain("from=2026-01-05&to=2026-03-02"));
    }
}
