using Bunit;
using GiftedPortal.Features.Approval;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Approval;

public sealed class QueuePageTests : StaffPageTest
{
    [Fact]
    public void An_empty_queue_is_two_sentences()
    {
        var page = Render<QueuePage>();

        page.WaitForElement("[data-testid=state-empty]").TextContent.Should().Contain("Nothing waits here.").And.Contain("as soon as a customer submits it");
    }

    [Fact]
    public async Task A_row_leads_to_the_review_and_says_who_what_and_how_long()
    {
        var (_, id) = await Portal.SubmittedAsync();
        Portal.Time.Advance(TimeSpan.FromHours(2));

        var row = Render<QueuePage>().WaitForElement($"[data-testid=queue-row-{id}]");

        row.QuerySelector("a")!.GetAttribute("href").Should().Be($"/staff/connections/{id}");
        row.TextContent.Should().Contain("Waiting for review").And.Contain("2 d 22 h left").And.Contain("1 granted, 0 not granted, 1 open").And.Contain("nobody yet");
    }

    [Theory]
    [InlineData(10, "tone-neutral", "2 d 14 h left")]
    [InlineData(45, "tone-warn", "1 d 3 h left")]
    [InlineData(73, "tone-bad", "1 h overdue")]
    public async Task Near_and_overdue_ones_stand_out_by_words_and_tone(int hours, string tone, string words)
    {
        await Portal.SubmittedAsync();
        Portal.Time.Advance(TimeSpan.FromHours(hours));

        var clock = Render<QueuePage>().WaitForElement("[data-testid=clock]");

        clock.ClassList.Should().Contain(tone);
        clock.TextContent.Trim().Should().Be(words);
        clock.QuerySelector("svg").Should().NotBeNull();
    }

    [Fact]
    public async Task The_address_filters_by_state()
    {
        var (_, waiting) = await Portal.SubmittedAsync();
        var (_, asked) = await Portal.SubmittedAsync();
        await Portal.Get<ApprovalService>().RequestChangesAsync(asked, "Tick Home", Rita, Stop);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/staff/queue?state=ChangesRequested");

        var page = Render<QueuePage>();

        page.WaitForElement($"[data-testid=queue-row-{asked}]").TextContent.Should().Contain("Changes requested").And.Contain("Paused");
        page.FindAll($"[data-testid=queue-row-{waiting}]").Should().BeEmpty();
        page.Find("[data-testid=filter-ChangesRequested]").GetAttribute("aria-current").Should().Be("page");
    }

    [Theory]
    [InlineData("?page=second&mine=perhaps&state=nowhere")]
    [InlineData("?page=-1")]
    [InlineData("?page=0")]
    [InlineData("?page=99999999999999999999")]
    public async Task An_address_that_says_nothing_sensible_is_the_whole_queue(string query)
    {
        var (_, id) = await Portal.SubmittedAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/queue{query}");

        Render<QueuePage>().WaitForElement($"[data-testid=queue-row-{id}]");
    }

    [Fact]
    public async Task Behind_the_last_page_is_the_last_page()
    {
        var (_, id) = await Portal.SubmittedAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/staff/queue?page=2147483647");

        var page = Render<QueuePage>();

        page.WaitForElement($"[data-testid=queue-row-{id}]");
        page.Find("[data-testid=queue-range]").TextContent.Should().Contain("1").And.NotContain("2147483647");
        page.FindAll("[data-testid=queue-earlier], [data-testid=queue-later]").Should().BeEmpty();
    }

    [Fact]
    public async Task A_long_queue_is_turned_page_by_page()
    {
        var submitted = new List<Guid>();
        for (var number = 0; number <= QueueService.PageSize; number++)
        {
            submitted.Add((await Portal.SubmittedAsync()).Id);
            Portal.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var page = Render<QueuePage>();

        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().HaveCount(QueueService.PageSize));
        page.Find("[data-testid=queue-range]").TextContent.Should().Contain("1 to 50 of 51");
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-testid=queue-later]").GetAttribute("href")!);
        page.WaitForAssertion(() => page.FindAll("tbody tr").Should().ContainSingle().Which.GetAttribute("data-testid").Should().Be($"queue-row-{submitted[^1]}"));
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-testid=queue-earlier]").GetAttribute("href")!);
        page.WaitForElement($"[data-testid=queue-row-{submitted[0]}]");
    }

    [Fact]
    public async Task A_connection_submitted_meanwhile_appears_by_itself()
    {
        var page = Render<QueuePage>();
        page.WaitForElement("[data-testid=state-empty]");
        var (_, id) = await Portal.SubmittedAsync();

        Portal.Time.Advance(TimeSpan.FromSeconds(5));

        page.WaitForElement($"[data-testid=queue-row-{id}]");
    }
}
