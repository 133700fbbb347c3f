using System.Net;
using System.Text.Json;
using GiftedPortal.Features.Audit;
using GiftedPortal.Features.Connections;
using GiftedPortal.Features.Identity;
using GiftedPortal.Features.Sync.Runs;
using GiftedPortal.Providers;
using GiftedPortal.Tests.Hosting;
using GiftedPortal.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Features.Sync.Log;

/// <summary>The sync log as a file, through the portal's real pipeline.</summary>
public sealed class RunExportTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const int Lines = 1100; // more than two pages of the service
    private static readonly Actor Olga = TestPortal.Staff("Olga of files", StaffRoles.Operator);

    [Fact]
    public async Task All_lines_come_in_order_however_many_pages_they_fill()
    {
        var run = await RunAsync();
        using var client = portal.ClientOf(Olga);

        var csv = (await client.GetStringAsync($"/staff/runs/{run}/export.csv", Stop)).TrimEnd().Split("\r\n");
        var json = (await client.GetStringAsync($"/staff/runs/{run}/export.jsonl", Stop)).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();

        csv.Should().HaveCount(Lines + 1);
        csv[1].Should().EndWith("\"Changed\",\"FieldsChanged\",\"person-0\",\"FirstName, Surname\",\"\"");
        json.Select(line => line.GetProperty("person").GetString()).Should().Equal(Enumerable.Range(0, Lines).Select(number => $"person-{number}"));
    }

    [Fact]
    public async Task The_filters_of_the_pages_are_those_of_the_files_and_an_unknown_word_filters_nothing()
    {
        var run = await RunAsync();
        using var client = portal.ClientOf(Olga);

        (await LinesAsync($"/staff/runs/{run}/export.jsonl?text=person-7")).Should().ContainSingle().Which.Should().Contain("person-7");
        (await LinesAsync($"/staff/runs/{run}/export.jsonl?kind=Left")).Should().BeEmpty();
        (await LinesAsync($"/staff/runs/{run}/export.jsonl?kind=nonsense")).Should().HaveCount(Lines);
        (await LinesAsync("/staff/runs/export.jsonl?status=Stopped")).Should().BeEmpty();
        (await LinesAsync("/staff/runs/export.jsonl?status=Succeeded")).Should().Contain(line => line.Contains(run.ToString(), StringComparison.Ordinal));

        async Task<string[]> LinesAsync(string address) => (await client.GetStringAsync(address, Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task What_a_spreadsheet_would_run_as_a_formula_is_text_and_the_file_begins_with_the_mark_of_utf_8()
    {
        await RunAsync(startedBy: "=cmd|' /C calc'!A0");
        using var client = portal.ClientOf(Olga);

        var bytes = await client.GetByteArrayAsync("/staff/runs/export.csv", Stop);

        bytes.Take(3).Should().Equal(0xEF, 0xBB, 0xBF);
        System.Text.Encoding.UTF8.GetString(bytes).Should().Contain("\"'=cmd|' /C calc'!A0\"");
    }

    [Fact]
    public async Task A_run_that_is_not_there_has_no_file_and_taking_one_is_recorded_with_its_filters()
    {
        var run = await RunAsync();
        using var client = portal.ClientOf(Olga);

        (await client.GetAsync($"/staff/runs/{Guid.NewGuid()}/export.csv", Stop)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await client.GetAsync($"/staff/runs/{run}/export.csv?text=person-3", Stop)).EnsureSuccessStatusCode();

        await using var db = await portal.DatabaseAsync();
        (await db.Set<AuditEntry>().Where(entry => entry.Action == "runs.exported" && entry.ActorId == Olga.Id).Select(entry => entry.NewValue).ToListAsync(Stop))
            .Should().Contain($"run-{run}.csv?text=person-3");
    }

    private async Task<Guid> RunAsync(string startedBy = "a job")
    {
        var member = new Actor($"subject-{Guid.NewGuid()}", "Mia", null, ActorKind.Member, Guid.NewGuid(), StaffRoles.None);
        using (var client = portal.ClientOf(member))
        {
            (await client.GetAsync("/setup", Stop)).EnsureSuccessStatusCode();
        }

        var connection = (await portal.Services.GetRequiredService<ConnectionService>().OfMemberAsync(member, Stop))!;
        await using var db = await portal.DatabaseAsync();
        var run = new SyncRun
        {
            Id = Guid.CreateVersion7(), ConnectionId = connection.Id, CustomerId = connection.CustomerId, Trigger = SyncTrigger.Scheduled, StartedBy = startedBy, Node = "one",
            StartedAt = DateTimeOffset.UnixEpoch, AliveAt = DateTimeOffset.UnixEpoch, Status = SyncRunStatus.Succeeded, Outcome = SyncOutcome.Changed,
        };
        db.Add(run);
        for (var number = 0; number < Lines; number++)
        {
            db.Add(new SyncEntry
            {
                RunId = run.Id, At = run.StartedAt, Kind = SyncEntryKind.Changed, Code = SyncEntryCode.FieldsChanged,
                PersonId = $"person-{number}", Fields = PersonFields.FirstName | PersonFields.Surname,
            });
        }

        await db.SaveChangesAsync(Stop);
        return run.Id;
    }
}
