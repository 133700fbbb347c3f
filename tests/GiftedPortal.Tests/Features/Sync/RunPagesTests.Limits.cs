using Bunit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace GiftedPortal.Tests.Features.Sync;

/// <summary>What is no longer kept, or no address that a page wrote.</summary>
public sealed partial class RunPagesTests
{
    [Fact]
    public async Task A_run_whose_lines_are_no_longer_kept_says_so_and_nothing_of_what_they_said()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People[0] = _bench.Provider.People[0] with { Status = "Terminated" };
        _bench.Provider.People[1] = _bench.Provider.People[1] with { Visible = _bench.Provider.People[1].Visible & ~PersonFields.Birthday };
        var run = (await _bench.RunAsync())!;
        (await _bench.Gaps.OfAsync(run, TestPortal.Staff("Olga", StaffRoles.Operator), Stop)).Should().BeEquivalentTo(new { IsForgotten = false, Left = 1 });
        _bench.Portal.Time.Advance(TimeSpan.FromDays(SyncRetention.Default.EntryDays + 1));
        // as the trimmer does, which would take the lines of the other tests' runs too, a batch at a time and with pauses of this clock
        await using (var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop))
        {
            await db.Set<SyncEntry>().Where(entry => entry.RunId == run.Id).ExecuteDeleteAsync(Stop);
        }

        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=lines-over]").TextContent.Should().Contain("kept for 90 days").And.Contain("removed");
        page.Find("[data-testid=calls-over]").TextContent.Should().Contain("90 days");
        page.Find("[data-testid=gaps-forgotten]").TextContent.Should().Contain("People who left: 1").And.Contain("not known any more");
        page.FindAll("[data-testid=run-no-entries], [data-testid=gaps-none], [data-testid=gaps]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_young_run_without_lines_says_that_there_is_nothing()
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunAsync())!;
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=run-no-entries]");
        page.Find("[data-testid=gaps-none]");
        page.FindAll("[data-testid=lines-over], [data-testid=calls-over], [data-testid=gaps-forgotten]").Should().BeEmpty();
    }

    [Theory]
    [InlineData("line=abc&after=abc", true)]
    [InlineData("line=99999999999999999999", true)]
    [InlineData("after=abc&kind=abc&code=abc", false)]
    public async Task An_address_of_a_run_that_no_page_wrote_shows_the_run(string query, bool leadsToALine)
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunsAsync()).Single();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs/{run.Id}?{query}");
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=run-sentence]");
        page.FindAll("[data-testid=run-entry]").Should().HaveCount(3);
        page.FindAll("[data-testid=line-not-here]").Should().HaveCount(leadsToALine ? 1 : 0);
    }

    [Fact]
    public async Task An_address_of_the_list_that_no_page_wrote_finds_no_customer_and_begins_at_the_newest()
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunsAsync()).Single();
        Render<MudPopoverProvider>();

        Services.GetRequiredService<NavigationManager>().NavigateTo("/staff/runs?customer=abc");
        Render<RunsPage>().WaitForElement("[data-testid=state-empty]");

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs?customer={run.CustomerId}&before=abc&status=abc");
        Render<RunsPage>().WaitForElement($"[data-testid=run-row-{run.Id}]");
    }

    [Fact]
    public async Task A_search_by_name_among_some_people_of_a_run_says_so()
    {
        await _bench.SyncedAsync(SyncLogService.MostNames + 1);
        var run = (await _bench.RunsAsync()).Single();
        Render<MudPopoverProvider>();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs/{run.Id}?text=first");
        Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id)).WaitForElement("[data-testid=lines-some-names]").TextContent.Should().Contain("2,000 people of this run");
    }

    [Fact]
    public async Task A_search_by_name_among_some_people_of_a_company_says_so()
    {
        await _bench.SyncedAsync(SyncLogService.MostNames + 1);
        var run = (await _bench.RunsAsync()).Single();
        Render<MudPopoverProvider>();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs?customer={run.CustomerId}&person=first");
        Render<RunsPage>().WaitForElement("[data-testid=runs-some-names]").TextContent.Should().Contain("5,000 people of this company");
    }
}
