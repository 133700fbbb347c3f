using System.Net;
using System.Text.RegularExpressions;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Tests.Architecture;
using GiftedPortal.Tests.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Hosting;

/// <summary>Every page, asked for by every kind of person, through the portal's real pipeline.</summary>
public sealed partial class AccessTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static readonly string[] Everybody = ["anonymous", "member", "other member", "reviewer", "operator", "auditor", "admin", "stranger"];
    private static readonly string[] SignedIn = Everybody[1..];
    private static readonly string[] Members = ["member", "other member"];
    private static readonly string[] Staff = ["reviewer", "operator", "auditor", "admin"];

    // the address of a page as its template says it, and who may open it
    private static readonly Dictionary<string, string[]> May = new(StringComparer.OrdinalIgnoreCase)
    {
        ["/"] = SignedIn,
        ["/not-found"] = Everybody,
        ["/error"] = Everybody,
        ["/sign-in-failed"] = Everybody,
        ["/signed-out"] = Everybody,
        ["/invite/{Code}"] = Everybody,
        ["/given-back"] = Everybody,
        ["/setup/checklist"] = Members,
        ["/setup/resume"] = Members,
        ["/setup/resume/{Code}"] = Members,
        ["/setup"] = Members,
        ["/setup/{Slug}"] = Members,
        ["/connection"] = Members,
        ["/connection/checks"] = Members,
        ["/connection/credentials"] = Members,
        ["/connection/disconnect"] = Members,
        ["/connection/certificate"] = Members,
        // no member owns the connection that these tests ask for
        ["/connection/{Id:guid}"] = [],
        ["/staff/queue"] = Staff,
        ["/staff/connections/{Id:guid}"] = Staff,
        ["/staff/connections/{Id:guid}/checks"] = Staff,
        ["/staff/report"] = Staff,
        ["/staff/runs"] = Staff,
        ["/staff/runs/days"] = Staff,
        ["/staff/runs/health"] = Staff,
        ["/staff/runs/errors"] = Staff,
        ["/staff/connections/{Id:guid}/timeline"] = Staff,
        ["/staff/connections/{Id:guid}/firings"] = Staff,
        ["/staff/runs/{Id:guid}"] = Staff,
        ["/staff/customers"] = Staff,
        ["/staff/messages"] = Staff,
        ["/staff/customers/{Id:guid}"] = Staff,
        ["/staff/audit"] = ["auditor", "admin"],
    };

    // what is downloaded: its type, who may have it, and how it begins
    private static readonly Dictionary<string, (string Type, string[] Readers, string Start)> Files = new()
    {
        ["/staff/audit/export.csv"] = ("text/csv", ["auditor", "admin"], "id,at,"),
        ["/staff/audit/export.jsonl"] = ("application/jsonl", ["auditor", "admin"], "{"),
        ["/staff/runs/export.csv"] = ("text/csv", Staff, "run,customer,"),
        ["/staff/runs/export.jsonl"] = ("application/jsonl", Staff, "{"),
        ["/staff/runs/{run}/export.csv"] = ("text/csv", Staff, "line,at,"),
        ["/staff/runs/{run}/export.jsonl"] = ("application/jsonl", Staff, "{"),
        ["/staff/connections/{id}/evidence.zip"] = ("application/zip", ["reviewer", "auditor", "admin"], "PK"),
    };

    private static readonly Dictionary<string, Actor?> People = new()
    {
        ["anonymous"] = null,
        ["member"] = Member("mia"),
        ["other member"] = Member("omar"),
        ["reviewer"] = TestPortal.Staff("Rita", StaffRoles.Reviewer),
        ["operator"] = TestPortal.Staff("Olga", StaffRoles.Operator),
        ["auditor"] = TestPortal.Staff("Adam", StaffRoles.Auditor),
        ["admin"] = TestPortal.Staff("Ada", StaffRoles.Admin),
        ["stranger"] = TestPortal.Stranger,
    };

    public static TheoryData<string, string> Visits() =>
        [.. from template in Templates() from person in Everybody select (template, person)];

    [Fact]
    public void Every_page_says_here_who_may_open_it() => Templates().Where(template => !May.ContainsKey(template)).ShouldBeNone();

    [Theory]
    [MemberData(nameof(Visits))]
    public async Task A_page_opens_for_those_it_is_for_and_does_not_exist_for_others(string template, string person)
    {
        var address = Hole().Replace(template, match => match.Value.Contains("guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : "some");
        using var client = portal.ClientOf(People[person]);

        using var response = await client.GetAsync(address, Stop);

        if (May[template].Contains(person))
        {
            response.StatusCode.Should().Be(HttpStatusCode.OK);
        }
        else if (person == "anonymous")
        {
            response.StatusCode.Should().Be(HttpStatusCode.Redirect);
            response.Headers.Location!.ToString().Should().StartWith(PortalFactory.Provider);
        }
        else
        {
            response.StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await AuditAsync(People[person]!, address)).Should().ContainSingle();
        }
    }

    public static TheoryData<string, string> Downloads() =>
        [.. from address in Files.Keys from person in Everybody select (address, person)];

    [Theory]
    [MemberData(nameof(Downloads))]
    public async Task A_file_is_given_to_those_it_is_for_and_does_not_exist_for_others(string address, string person)
    {
        var own = await portal.Services.GetRequiredService<ConnectionService>().OfMemberAsync(await OwnerAsync(), Stop);
        var (template, run) = (address, await RunAsync(own!));
        address = address.Replace("{id}", own!.Id.ToString(), StringComparison.Ordinal).Replace("{run}", run.ToString(), StringComparison.Ordinal);
        using var client = portal.ClientOf(People[person]);

        using var response = await client.GetAsync(address, Stop);

        var (type, readers, start) = Files[template];
        if (readers.Contains(person))
        {
            response.StatusCode.Should().Be(HttpStatusCode.OK);
            response.Content.Headers.ContentType!.MediaType.Should().Be(type);
            response.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
            (await response.Content.ReadAsStringAsync(Stop)).Should().StartWith(start);
            await using var db = await portal.DatabaseAsync();
            (await db.Set<AuditEntry>().AnyAsync(entry => entry.ActorId == People[person]!.Id && (entry.Action == "audit.exported" || entry.Action == "runs.exported" || entry.Action == "evidence.taken"), Stop)).Should().BeTrue();
        }
        else
        {
            response.StatusCode.Should().Be(person == "anonymous" ? HttpStatusCode.Redirect : HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task The_filters_of_the_audit_trail_are_those_of_its_files(string ending)
    {
        using var client = portal.ClientOf(People["auditor"]);
        (await client.GetAsync("/staff/audit/export.csv", Stop)).EnsureSuccessStatusCode();

        var some = await client.GetStringAsync($"/staff/audit/export.{ending}?action=audit.exported", Stop);
        var none = await client.GetStringAsync($"/staff/audit/export.{ending}?action=no.such-action", Stop);

        some.Should().Contain("audit.exported").And.NotContain("access.refused");
        none.Trim().Split('\n').Should().HaveCount(1).And.NotContain(line => line.Contains("audit.exported", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_sent_by_somebody_who_may_not_is_answered_like_a_page_that_is_not_there()
    {
        using var client = portal.ClientOf(People["member"]);
        using var form = new FormUrlEncodedContent([new("reason", "x")]);

        using var response = await client.PostAsync("/staff/view", form, Stop);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_member_opens_their_own_connection_by_address_and_nobody_elses()
    {
        var owner = People["member"]!;
        using var client = portal.ClientOf(owner);
        var own = await portal.Services.GetRequiredService<ConnectionService>().OfMemberAsync(owner, Stop);
        using var stranger = portal.ClientOf(People["other member"]);

        using var opened = await client.GetAsync($"/connection/{own!.Id}", Stop);
        using var refused = await stranger.GetAsync($"/connection/{own.Id}", Stop);

        opened.StatusCode.Should().Be(HttpStatusCode.OK);
        refused.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await AuditAsync(People["other member"]!, $"/connection/{own.Id}")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_member_who_was_removed_is_signed_out_by_the_next_request()
    {
        var leaver = Member("lena");
        using var client = portal.ClientOf(leaver);
        (await client.GetAsync("/setup", Stop)).StatusCode.Should().Be(HttpStatusCode.OK);

        await portal.RemoveAsync(leaver);

        (await client.GetAsync("/setup", Stop)).Headers.Location!.ToString().Should().StartWith(PortalFactory.Provider);
    }

    private async Task<Actor> OwnerAsync()
    {
        var owner = People["member"]!;
        using var client = portal.ClientOf(owner);
        (await client.GetAsync("/setup", Stop)).EnsureSuccessStatusCode();
        return owner;
    }

    // a run with one line
    private async Task<Guid> RunAsync(ConnectionSummary connection)
    {
        await using var db = await portal.DatabaseAsync();
        var run = new SyncRun
        {
            Id = Guid.CreateVersion7(), ConnectionId = connection.Id, CustomerId = connection.CustomerId, Trigger = SyncTrigger.Scheduled, StartedBy = "a job", Node = "one",
            StartedAt = DateTimeOffset.UnixEpoch, AliveAt = DateTimeOffset.UnixEpoch, Status = SyncRunStatus.Succeeded, Outcome = SyncOutcome.Unchanged,
        };
        db.Add(run);
        db.Add(new SyncEntry { RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Note, Code = SyncEntryCode.Missing, PersonId = "1" });
        await db.SaveChangesAsync(Stop);
        return run.Id;
    }

    private async Task<List<AuditEntry>> AuditAsync(Actor actor, string address)
    {
        await using var db = await portal.DatabaseAsync();
        return await db.Set<AuditEntry>()
            .Where(entry => entry.Action == "access.refused" && entry.ActorId == actor.Id && entry.NewValue == address)
            .ToListAsync(Stop);
    }

    private static IEnumerable<string> Templates() =>
        PortalTypes.Components.SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false))
            .Select(route => ((RouteAttribute)route).Template).Distinct().Order(StringComparer.Ordinal);

    private static Actor Member(string name) => new($"subject-{name}", name, null, ActorKind.Member, Guid.NewGuid(), StaffRoles.None);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
