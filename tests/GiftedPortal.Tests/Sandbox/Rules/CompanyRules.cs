using System.IO.Compression;
using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Time off, tasks, reports and payroll history: https://apidocs.hibob.com/reference/time-off, https://apidocs.hibob.com/reference/tasks,
/// https://apidocs.hibob.com/reference/reports and https://apidocs.hibob.com/reference/get_payroll-history.</summary>
public sealed class CompanyRules : BobTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Theory]
    [Rule("other.time-off")]
    [InlineData("timeoff/whosout?from=2026-11-01&to=2026-12-31", "outs")]
    [InlineData("timeoff/outtoday", "outs")]
    [InlineData("timeoff/requests/changes?since=2026-06-01T00:00:00Z", "changes")]
    public async Task Time_off_shows_active_people_of_the_audience_and_needs_its_own_permission(string path, string list)
    {
        var client = Client(Acme, Everybody, View(PermissionLine.TimeOff), View("root"), View("lifecycle"));
        var active = (await Search(client, new { fields = new[] { "root.id" } })).Select(person => person.GetProperty("id").GetString()).ToHashSet();

        var away = (await Read(client, path)).GetProperty(list).EnumerateArray().Select(absence => absence.GetProperty("employeeId").GetString()!).ToList();
        var one = await Read(Client(Acme, Audience.Of(away[0]), View(PermissionLine.TimeOff)), path);

        away.Should().BeSubsetOf(active);
        one.GetProperty(list).EnumerateArray().Should().AllSatisfy(absence => absence.GetProperty("employeeId").GetString().Should().Be(away[0]));
        (await Status(Client(Acme, Everybody, View("root"), View("lifecycle")), path)).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Who_is_out_is_asked_for_between_two_days_and_out_today_is_the_present_day()
    {
        var client = Client(Acme, Everybody, View(PermissionLine.TimeOff));
        var days = (await Read(client, "timeoff/whosout?from=2026-11-22&to=2026-11-22")).GetProperty("outs");
        var today = (await Read(client, "timeoff/outtoday")).GetProperty("outs");

        days.EnumerateArray().Should().AllSatisfy(absence =>
        {
            string.CompareOrdinal(absence.GetProperty("startDate").GetString(), "2026-11-22").Should().BeLessThanOrEqualTo(0);
            string.CompareOrdinal(absence.GetProperty("endDate").GetString(), "2026-11-22").Should().BeGreaterThanOrEqualTo(0);
        });
        Ids(today).Should().NotBeEmpty().And.Equal(Ids(days));
        (await Status(client, "timeoff/whosout?from=2026-11-22")).Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("2026-05-22T09:00:06Z", HttpStatusCode.OK)]
    [InlineData("2026-05-22T09:00:04Z", HttpStatusCode.BadRequest)]
    [InlineData("yesterday", HttpStatusCode.BadRequest)]
    public async Task Changes_of_time_off_go_back_six_months(string since, HttpStatusCode expected) =>
        (await Status(Client(Acme, Everybody, View(PermissionLine.TimeOff)), "timeoff/requests/changes?since=" + since)).Should().Be(expected);

    [Fact]
    [Rule("other.tasks")]
    public async Task Open_tasks_are_listed_for_the_audience_and_all_tasks_for_one_person()
    {
        var client = Client(Acme, Everybody, View("root"));
        var open = (await Read(client, "tasks")).GetProperty("tasks");
        var id = open[0].GetProperty("requestedFor").GetProperty("id").GetString();

        open.EnumerateArray().Should().AllSatisfy(task => task.GetProperty("status").GetString().Should().Be("open"));
        (await Statuses($"tasks/people/{id}")).Should().Equal("closed", "open");
        (await Statuses($"tasks/people/{id}?task_status=open")).Should().Equal("open");
        (await Status(client, "tasks/people/1")).Should().Be(HttpStatusCode.NotFound);
        (await Status(Client(Acme, Audience.Of("1"), View("root")), $"tasks/people/{id}")).Should().Be(HttpStatusCode.Forbidden);

        async Task<IEnumerable<string?>> Statuses(string path) => (await Read(client, path)).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("status").GetString());
    }

    [Fact]
    [Rule("other.reports", "limit.report-download", "error.404")]
    public async Task Only_reports_that_are_shared_with_the_service_user_are_listed_and_downloaded()
    {
        var (shared, other) = (Sandbox.AddServiceUser(Acme, Everybody, View("root")), Sandbox.AddServiceUser(Acme, Everybody, View("root")));
        var report = Sandbox.World.AddReport(Acme.CompanyId, "Birthdays", ["root.fullName"], shared.Id);

        (await Read(Sandbox.Bob(shared), "company/reports")).GetProperty("views").EnumerateArray().Single().GetProperty("id").GetInt64().Should().Be(report.Id);
        (await Read(Sandbox.Bob(other), "company/reports")).GetProperty("views").GetArrayLength().Should().Be(0);
        using var download = await Get(Sandbox.Bob(shared), $"company/reports/{report.Id}/download");
        download.StatusCode.Should().Be(HttpStatusCode.OK);
        download.Headers.GetValues("X-RateLimit-Limit").Should().Equal("50");
        (await Status(Sandbox.Bob(other), $"company/reports/{report.Id}/download")).Should().Be(HttpStatusCode.NotFound);
        (await Status(Sandbox.Bob(shared), "company/reports/1/download")).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    [Rule("other.report-labels")]
    public async Task The_headings_of_a_report_are_labels_in_every_format()
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"), View("personal"));
        var report = Sandbox.World.AddReport(Acme.CompanyId, "Birthdays", ["root.firstName", "personal.shortBirthDate", "home.mobilePhone"], credentials.Id);
        var client = Sandbox.Bob(credentials);
        string[] labels = [.. report.FieldIds.Select(id => Acme.Fields.Find(id)!.Name)];

        var rows = (await Read(client, $"company/reports/{report.Id}/download?format=json")).GetProperty("employees");
        using var csv = await Get(client, $"company/reports/{report.Id}/download?format=csv");
        using var xlsx = await Get(client, $"company/reports/{report.Id}/download?format=xlsx");
        using var zip = new ZipArchive(await xlsx.Content.ReadAsStreamAsync(Stop));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var lines = (await csv.Content.ReadAsStringAsync(Stop)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        rows.GetArrayLength().Should().Be(1_000);
        rows[0].EnumerateObject().Select(cell => cell.Name).Should().Equal(labels);
        rows[0].GetProperty(labels[2]).GetString().Should().BeEmpty("the field is not permitted");
        lines[0].TrimStart('\uFEFF').Should().Be(string.Join(',', labels.Select(label => $"\"{label}\"")));
        lines.Should().HaveCount(1_001);
        (await sheet.ReadToEndAsync(Stop)).Should().ContainAll(labels);
        (await Status(client, $"company/reports/{report.Id}/download?format=pdf")).Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    [Rule("other.payroll-history")]
    public async Task Payroll_history_is_still_there_for_who_may_see_payroll()
    {
        var client = Client(Acme, Everybody, View("root"), View("payroll"), View("employment"), View("work"));
        var people = (await Read(client, "payroll/history")).GetProperty("employees");
        var all = (await Read(client, "payroll/history?showInactive=true")).GetProperty("employees");
        var finance = (await Read(client, "payroll/history?department=Finance")).GetProperty("employees");

        people[0].GetProperty("payroll").GetProperty("employmentType").GetProperty("isCurrent").GetBoolean().Should().BeTrue();
        all.GetArrayLength().Should().Be(1_000).And.BeGreaterThan(people.GetArrayLength());
        finance.GetArrayLength().Should().BePositive().And.BeLessThan(people.GetArrayLength());
        (await Status(Client(Acme, Everybody, View("root")), "payroll/history")).Should().Be(HttpStatusCode.Forbidden);
    }

    private static IEnumerable<string?> Ids(JsonElement absences) => absences.EnumerateArray().Select(absence => absence.GetProperty("employeeId").GetString());

    private static async Task<JsonElement> Read(HttpClient client, string path)
    {
        using var reply = await Get(client, path);
        reply.EnsureSuccessStatusCode();
        return await Json(reply);
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var reply = await Get(client, path);
        return reply.StatusCode;
    }
}
