using Bunit;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Identity;
using GiftedPortal.Tests.Features.Approval;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Audit;

public sealed class AuditPageTests : StaffPageTest
{
    private static readonly Actor Adam = TestPortal.Staff("Adam", StaffRoles.Auditor);

    [Fact]
    public async Task The_address_filters_by_connection_and_action()
    {
        var (_, id) = await Portal.SubmittedAsync();
        await Portal.SubmittedAsync();

        var page = Open($"?connection={id}&action=connection.submit");

        page.WaitForAssertion(() => page.FindAll("[data-testid^=audit-row]").Should().ContainSingle()
            .Which.TextContent.Should().Contain("connection.submit").And.Contain("Mia Member").And.Contain("Draft").And.Contain("Submitted"));
    }

    [Fact]
    public async Task The_address_filters_by_who_and_by_day()
    {
        await RecordAsync("Mia", "/first/");
        await RecordAsync("Zoe", "/second/");
        Portal.Time.Advance(TimeSpan.FromDays(1));
        await RecordAsync("Mia", "/third/");

        var page = Open("?who=mi&from=2026-03-03&to=2026-03-03");

        page.WaitForAssertion(() => page.FindAll("[data-testid^=audit-row]").Should().ContainSingle().Which.TextContent.Should().Contain("/third/"));
        page.Find("[data-testid=filter-from]").GetAttribute("value").Should().Be("2026-03-03");
        page.Find("[data-testid=export-csv]").GetAttribute("href").Should().Contain("who=mi").And.Contain("from=2026-03-03").And.Contain("to=2026-03-03");
    }

    [Fact]
    public async Task What_is_typed_into_the_filters_stands_in_the_address_and_is_taken_away_again()
    {
        await RecordAsync("Mia", "/first/");
        await RecordAsync("Zoe", "/second/");
        var page = Open("");
        page.WaitForElement("[data-testid^=audit-row]");

        await page.InvokeAsync(() => page.Find("[data-testid=filter-who] input, input[data-testid=filter-who]").Change(" Mia "));
        await page.InvokeAsync(() => page.Find("[data-testid=filter-from]").Change("2026-03-02"));
        await page.InvokeAsync(() => page.Find("[data-testid=filter-to]").Change("2026-03-02"));
        await page.InvokeAsync(() => page.Find("form").Submit());

        Services.GetRequiredService<NavigationManager>().Uri.Should().EndWith("/staff/audit?who=Mia&from=2026-03-02&to=2026-03-02");
        page.WaitForAssertion(() => page.FindAll("[data-testid^=audit-row]").Should().ContainSingle().Which.TextContent.Should().Contain("/first/"));
        Services.GetRequiredService<NavigationManager>().NavigateTo(page.Find("[data-testid=filter-clear]").GetAttribute("href")!);
        page.WaitForAssertion(() => page.FindAll("[data-testid^=audit-row]").Should().HaveCount(2));
    }

    private Task RecordAsync(string who, string address) => Portal.Get<AuditService>().RecordRefusedAsync(TestPortal.Staff(who, StaffRoles.Operator), address, Stop);

    [Theory]
    [InlineData("?action=nothing")]
    [InlineData("?connection=no-id")]
    [InlineData("?customer=no-id")]
    [InlineData("?from=someday")]
    [InlineData("?to=2026-02-30")]
    [InlineData("?from=2026-03-05&to=2026-03-01")]
    public void Nothing_that_matches_is_two_sentences(string query) =>
        Open(query).WaitForElement("[data-testid=state-empty]").TextContent.Should().Contain("No entry matches.").And.Contain("recorded here as it happens");

    [Fact]
    public async Task Older_entries_are_one_link_away()
    {
        for (var number = 1; number <= 101; number++)
        {
            await Portal.Get<AuditService>().RecordRefusedAsync(Adam, $"/asked/{number}/", Stop);
        }

        var page = Open("");
        var older = page.WaitForElement("[data-testid=older]").GetAttribute("href")!;
        page.Markup.Should().Contain("/asked/101/").And.NotContain("/asked/1/");
        Services.GetRequiredService<NavigationManager>().NavigateTo(older);

        page.WaitForAssertion(() => page.FindAll("[data-testid^=audit-row]").Should().ContainSingle().Which.TextContent.Should().Contain("/asked/1/"));
    }

    [Fact]
    public async Task Verifying_says_that_the_trail_is_whole_or_names_the_first_broken_row()
    {
        await Portal.SubmittedAsync();
        var page = Open("");
        page.WaitForElement("[data-testid^=audit-row]");
        await page.InvokeAsync(() => page.Find("[data-testid=verify]").Click());
        page.WaitForAssertion(() => page.Find("[data-testid=verification]").GetAttribute("data-intact").Should().Be("true"));
        await using var db = await Portal.Contexts.CreateDbContextAsync(Stop);
        var third = await db.Set<AuditSeal>().Where(seal => seal.Position == 3).Select(seal => seal.EntryId).SingleAsync(Stop);
        // these tables have no triggers here: somebody got past them
        await db.Database.ExecuteSqlAsync($"UPDATE AuditEntries SET NewValue = 'forged' WHERE Id = {third}", Stop);

        await page.InvokeAsync(() => page.Find("[data-testid=verify]").Click());

        page.WaitForAssertion(() => page.Find("[data-testid=verification]").GetAttribute("data-intact").Should().Be("false"));
        page.Find("[data-testid=verification]").TextContent.Should().Contain($"{third}");
    }

    private IRenderedComponent<AuditPage> Open(string query)
    {
        SignIn(Adam, Policies.Staff, Policies.ReadAudit);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/audit{query}");
        return Render<AuditPage>();
    }
}
