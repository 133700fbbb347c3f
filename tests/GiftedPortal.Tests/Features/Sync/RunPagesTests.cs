using System.Security.Claims;
using Bunit;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync;
using GiftedPortal.Features.Sync.Brake;
using GiftedPortal.Features.Sync.Health;
using GiftedPortal.Features.Sync.Log;
using GiftedPortal.Features.Sync.Log.Errors;
using GiftedPortal.Features.Sync.Log.History;
using GiftedPortal.Features.Sync.Log.Timeline;
using GiftedPortal.Features.Sync.Retention;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Testing;
using GiftedPortal.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace GiftedPortal.Tests.Features.Sync;

public sealed partial class RunPagesTests : BunitContext, IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly SyncBench _bench;

    public RunPagesTests(SqliteDatabase database)
    {
        _bench = new SyncBench(database.Contexts);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_bench.Portal.Time);
        Services.AddSingleton(_bench.Log);
        Services.AddSingleton(SyncRetention.Default);
        Services.AddSingleton(_bench.Values);
        Services.AddSingleton(_bench.Gaps);
        Services.AddSingleton(_bench.Health);
        Services.AddSingleton(new RunHistoryService(database.Contexts));
        Services.AddSingleton(new TimelineService(database.Contexts, _bench.Portal.Get<ConnectionService>()));
        Services.AddSingleton<SyncSentences>();
        Services.AddSingleton(_bench.Portal.Get<SyncScheduler>());
        Services.AddSingleton(_bench.Portal.Get<BrakeService>());
        Services.AddScoped<CurrentActor>();
        Services.AddScoped<ViewerZone>();
        AddAuthorization().SetAuthorized("Olga").SetPolicies(Policies.ReadRuns, Policies.OperateSyncs)
            .SetClaims(new Claim(PortalClaims.Subject, "olga"), new Claim(PortalClaims.Role, nameof(StaffRoles.Operator)));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_list_shows_each_run_with_its_sentence_and_leads_to_it()
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunsAsync()).Single();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs?customer={run.CustomerId}");
        Render<MudPopoverProvider>();

        var page = Render<RunsPage>();

        var row = page.WaitForElement($"[data-testid=run-row-{run.Id}]");
        row.GetAttribute("data-status").Should().Be("Succeeded");
        row.TextContent.Should().Contain("The first sync read 3 people and stored 3.");
        row.InnerHtml.Should().Contain($"/staff/runs/{run.Id}");
    }

    [Fact]
    public async Task Newer_runs_wait_above_the_list_until_they_are_asked_for_while_the_rows_on_screen_stay_and_are_kept_up_to_date()
    {
        await _bench.SyncedAsync(people: 3);
        var first = (await _bench.RunsAsync()).Single();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/staff/runs?customer={first.CustomerId}");
        Render<MudPopoverProvider>();
        var page = Render<RunsPage>();
        page.WaitForElement($"[data-testid=run-row-{first.Id}]");

        await _bench.RunAsync();
        await _bench.RunAsync();
        _bench.Portal.Time.Advance(TimeSpan.FromSeconds(5));

        var newer = page.WaitForElement("[data-testid=runs-newer]");
        newer.TextContent.Should().Contain("2 new");
        page.FindAll("[data-testid^=run-row-]").Should().ContainSingle();

        newer.Click();
        page.WaitForAssertion(() => page.FindAll("[data-testid^=run-row-]").Should().HaveCount(3));
        page.FindAll("[data-testid=runs-newer]").Should().BeEmpty();
    }

    [Theory]
    [InlineData("brake-continue", BrakeDecision.Continue)]
    [InlineData("brake-drop", BrakeDecision.Drop)]
    public async Task A_run_that_the_brake_stopped_is_decided_on_with_its_list_at_hand(string button, BrakeDecision decision)
    {
        await _bench.SyncedAsync(people: 30);
        _bench.Provider.People.RemoveRange(0, 15);
        var run = (await _bench.RunAsync())!;
        Render<MudPopoverProvider>();
        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=run-sentence]").GetAttribute("data-status").Should().Be("Stopped");
        page.FindAll("[data-testid=run-entry][data-kind=Warning]").Should().HaveCount(15);
        page.Find($"[data-testid={button}]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=brake]").GetAttribute("data-decision").Should().Be(decision.ToString()));
        page.FindAll($"[data-testid={button}]").Should().BeEmpty();
    }

    [Fact]
    public async Task The_days_of_a_customer_say_in_words_and_by_a_sign_what_their_colour_says_and_lead_to_their_runs()
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunsAsync()).Single();
        Services.GetRequiredService<ViewerZone>().Use("Asia/Jerusalem");

        var page = Render<RunDaysPage>();

        var row = page.WaitForElement($"[data-testid=days-{run.CustomerId}]");
        row.QuerySelectorAll("td").Should().HaveCount(30);
        var day = row.QuerySelectorAll("td a").Should().ContainSingle().Which;
        day.ClassList.Should().Contain("tone-good");
        day.GetAttribute("aria-label").Should().Contain("1 run, 0 failed, 0 stopped");
        var found = await _bench.Log.ListRunsAsync(AddressOf(day.GetAttribute("href")!).ToQuery(), TestPortal.Staff("Olga", StaffRoles.Operator), Stop);
        found.Should().ContainSingle().Which.Run.Id.Should().Be(run.Id);

        static RunsAddress AddressOf(string href)
        {
            var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(href[href.IndexOf('?', StringComparison.Ordinal)..]);
            return new(null, query["customer"], null, query["from"], query["to"]);
        }
    }

    [Fact]
    public async Task That_staff_read_lines_about_people_is_recorded_once_for_each_opening()
    {
        await _bench.SyncedAsync(people: 3);
        var run = (await _bench.RunsAsync()).Single();
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));
        page.WaitForElement("[data-testid=run-sentence]");
        for (var looked = 0; looked < 3; looked++) _bench.Portal.Time.Advance(TimeSpan.FromSeconds(5));
        (await ReadingsAsync()).Should().ContainSingle().Which.Should().Match<AuditEntry>(entry => entry.ActorId == "olga" && entry.NewValue == $"run {run.Id}");

        Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id)).WaitForElement("[data-testid=run-sentence]");
        (await ReadingsAsync()).Should().HaveCount(2);
        await _bench.Log.OpenRunAsync(run.Id, _bench.Member, Stop);
        (await ReadingsAsync()).Should().HaveCount(2, "a member sees the run without its lines");

        async Task<List<AuditEntry>> ReadingsAsync() => [.. (await _bench.Portal.AuditOfAsync(_bench.Connection)).Where(entry => entry.Action == "people.read")];
    }

    [Fact]
    public async Task A_run_shows_its_calls_and_people_by_id_and_field_but_no_value()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People[1] = _bench.Provider.People[1] with { Department = "Secret department" };
        var run = (await _bench.RunAsync())!;
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=run-sentence]").TextContent.Should().Contain("3 people read: 0 new, 1 changed, 0 left.");
        page.Find("[data-testid=run-call]").TextContent.Should().Contain("POST /people/search");
        page.Find("[data-testid=run-entry]").TextContent.Should().Contain("department").And.Contain("2");
        page.Markup.Should().NotContain("Secret department");
        page.FindAll("[data-testid=sync-now]").Should().ContainSingle();
    }

    [Fact]
    public async Task A_run_leads_to_all_that_happened_to_its_connection_and_to_what_the_scheduler_did_as_two_things()
    {
        await _bench.SyncedAsync(people: 3);
        await CredentialsFailAsync();
        var run = (await _bench.RunsAsync()).Single();
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElements(".ways > a").Select(link => link.GetAttribute("href")).Should().Equal(PortalUrls.ConnectionTimeline(run.ConnectionId), PortalUrls.ConnectionFirings(run.ConnectionId));
    }

    [Fact]
    public async Task Values_are_masked_until_an_operator_says_why_they_are_needed()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.People[1] = _bench.Provider.People[1] with { Department = "Secret department", PrivateEmail = null };
        var run = (await _bench.RunAsync())!;
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=changed-value][data-field=Department]").TextContent.Should().Contain("S***").And.NotContain("Secret");
        page.Find("[data-testid=changed-value][data-field=PrivateEmail]").TextContent.Should().Contain("empty");
        page.Find("[data-testid=reveal]").Click();
        dialogs.WaitForElement("[data-testid=confirm-reason] textarea, textarea[data-testid=confirm-reason]").Input("The parcel came back.");
        dialogs.Find("[data-testid=confirm]").Click();

        page.WaitForAssertion(() => page.Find("[data-testid=changed-value][data-field=Department]").TextContent.Should().Contain("Secret department"));
        page.FindAll("[data-testid=reveal]").Should().BeEmpty();
        (await _bench.Portal.AuditOfAsync(_bench.Connection)).Should().ContainSingle(entry => entry.Action == "people.unmasked" && entry.Reason == "The parcel came back.");
    }

    [Fact]
    public async Task A_link_to_a_line_shows_and_marks_it_also_when_it_is_not_on_the_first_page()
    {
        await _bench.SyncedAsync(people: 150);
        var run = (await _bench.RunsAsync()).Single();
        var line = (await _bench.EntriesAsync(run)).Last(entry => entry.PersonId is not null);
        Services.GetRequiredService<NavigationManager>().NavigateTo(PortalUrls.RunLine(run.Id, line.Id));
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        var marked = page.WaitForElement("[data-testid=run-entry].marked");
        marked.Id.Should().Be($"entry-{line.Id}");
        marked.HasAttribute("data-arrival").Should().BeTrue();
        page.FindAll("[data-arrival]").Should().ContainSingle();
        page.FindAll("[data-testid=run-entry]").Should().HaveCount(11, "ten lines before it are shown too");
        page.Find("[data-testid=lines-from-start]").GetAttribute("href").Should().NotContain("line=");
    }

    [Fact]
    public async Task What_is_open_is_listed_with_its_owner_and_what_is_next()
    {
        await _bench.SyncedAsync(people: 3);
        await CredentialsFailAsync();

        var page = Render<HealthPage>();

        var row = page.WaitForElement($"[data-testid=health-row-{_bench.Connection}]");
        row.GetAttribute("data-owner").Should().Be("Customer");
        row.TextContent.Should().Contain("Credentials fail").And.Contain("The customer enters a service user ID and token");
        row.InnerHtml.Should().Contain(PortalUrls.Run((await _bench.RunsAsync()).Single().Id)).And.Contain(PortalUrls.ConnectionTimeline(_bench.Connection));
        page.Find("[data-testid=health-owner-Customer]").GetAttribute("href").Should().Be("/staff/runs/health?owner=Customer");
    }

    [Fact]
    public void The_catalogue_marks_the_entry_that_a_run_leads_to()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(PortalUrls.SyncError("unreachable"));

        var page = Render<ErrorsPage>();

        page.FindAll("tbody tr").Should().HaveCount(ErrorCatalogue.All.Count);
        var marked = page.FindAll("[data-arrival]").Should().ContainSingle().Which;
        marked.Id.Should().Be("unreachable");
        marked.TextContent.Should().Contain("Bob did not answer").And.Contain("the portal tries again");
    }

    [Fact]
    public async Task The_timeline_of_a_connection_is_filtered_by_its_address()
    {
        await _bench.SyncedAsync(people: 3);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{PortalUrls.ConnectionTimeline(_bench.Connection)}?kind=Run");

        var page = Render<ConnectionTimelinePage>(parameters => parameters.Add(one => one.Id, _bench.Connection));

        page.WaitForElement("[data-testid=timeline-item]").TextContent.Should().Contain("The first sync read 3 people");
        page.FindAll("[data-testid=timeline-item]").Should().ContainSingle();
        page.Find("[data-testid=timeline-Run]").GetAttribute("aria-current").Should().Be("true");
    }

    [Fact]
    public async Task A_failed_run_says_what_happened_and_who_must_act()
    {
        await _bench.SyncedAsync(people: 3);
        _bench.Provider.Failure = SyncBench.Failed(FailureKind.CredentialsRejected);
        var run = (await _bench.RunAsync())!;
        Render<MudPopoverProvider>();

        var page = Render<RunPage>(parameters => parameters.Add(one => one.Id, run.Id));

        page.WaitForElement("[data-testid=run-sentence]").TextContent.Should()
            .Contain("does not accept the service user ID and token").And.Contain("The customer creates a new token").And.Contain("credentials-rejected");
        page.Find("[data-testid=run-sentence] [data-testid=error-link]").GetAttribute("href").Should().Be("/staff/runs/errors?code=credentials-rejected#credentials-rejected");
    }

    private async Task CredentialsFailAsync()
    {
        await using var db = await _bench.Portal.Contexts.CreateDbContextAsync(Stop);
        db.Add(new HealthRecord
        {
            ConnectionId = _bench.Connection, CustomerId = _bench.Member.CustomerId!.Value, State = HealthState.CredentialsFail, Owner = Owner.Customer, OpenedAt = _bench.Portal.Time.GetUtcNow(),
        });
        await db.SaveChangesAsync(Stop);
    }
}
