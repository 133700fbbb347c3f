using System.Globalization;
using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>The effective-dated tables, of one person and in bulk: https://apidocs.hibob.com/reference/employee-tables and
/// https://apidocs.hibob.com/changelog/employee-tables-api-detect-restricted-columns-in-responses.</summary>
public sealed class TableRules : BobTest
{
    [Theory]
    [Rule("table.histories", "table.bulk", "error.403")]
    [InlineData("work")]
    [InlineData("employment")]
    [InlineData("lifecycle")]
    public async Task Histories_open_all_rows_sections_the_current_one_and_neither_is_403(string table)
    {
        var histories = await AllRows(Client(Acme, Everybody, Histories(table)), table);
        var sections = await AllRows(Client(Acme, Everybody, View(table)), table);
        using var neither = await Get(Client(Acme, Everybody, View("root")), "bulk/people/" + table);

        histories.Should().Contain(row => !row.IsCurrent);
        sections.Should().HaveCount(1000).And.OnlyContain(row => row.IsCurrent);
        histories.Where(row => row.IsCurrent).Should().BeEquivalentTo(sections);
        neither.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Json(neither)).GetProperty("error").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_company_where_everybody_has_one_row_looks_alike_with_and_without_histories()
    {
        var histories = await AllRows(Client(DemoTenants.Hooli, Everybody, Histories("lifecycle"), View("lifecycle")), "lifecycle");
        var sections = await AllRows(Client(DemoTenants.Hooli, Everybody, View("lifecycle")), "lifecycle");

        histories.Should().Equal(sections).And.OnlyContain(row => row.IsCurrent);
    }

    [Theory]
    [Rule("table.limit")]
    [InlineData("limit=7", 7)]
    [InlineData("limit=200", 200)]
    [InlineData("", 50)]
    public async Task A_page_holds_as_many_rows_as_limit_says(string query, int expected)
    {
        using var reply = await Get(Client(Acme, Everybody, Histories("work")), "bulk/people/work?" + query);

        (await Json(reply)).GetProperty("results").EnumerateArray().Sum(entry => entry.GetProperty("values").GetArrayLength()).Should().Be(expected);
    }

    [Theory]
    [Rule("table.limit", "table.400-403", "error.page-with-200")]
    [InlineData("limit=0", HttpStatusCode.BadRequest)]
    [InlineData("limit=201", HttpStatusCode.BadRequest)]
    [InlineData("cursor=rubbish", HttpStatusCode.BadRequest)]
    [InlineData("limit=many", HttpStatusCode.OK)]
    public async Task A_parameter_out_of_bounds_gets_400_and_one_of_the_wrong_type_the_web_apps_page(string query, HttpStatusCode expected)
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "bulk/people/work?" + query);

        reply.StatusCode.Should().Be(expected);
        reply.Content.Headers.ContentType!.MediaType.Should().Be(expected is HttpStatusCode.OK ? "text/html" : "application/json");
    }

    [Fact]
    [Rule("table.outside")]
    public async Task People_outside_the_audience_are_named_in_errors_with_200()
    {
        var ids = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } })).Take(2).Select(person => person.GetProperty("id").GetString()!).ToList();

        using var reply = await Get(Client(Acme, Audience.Of(ids[0]), View("work")), $"bulk/people/work?employeeIds={ids[0]},{ids[1]}");
        var page = await Json(reply);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        page.GetProperty("results").EnumerateArray().Single().GetProperty("employeeId").GetString().Should().Be(ids[0]);
        var error = page.GetProperty("errors")[0].GetProperty("employeeId");
        error.GetProperty("error").GetString().Should().Be("MISSING_PERMISSION");
        error.GetProperty("message").GetString().Should().EndWith("ids: " + ids[1]);
    }

    [Fact]
    [Rule("table.restricted", "table.wrapper", "permission.newer")]
    public async Task A_restricted_column_is_null_and_named_with_field_level_permissions()
    {
        var globex = DemoTenants.Globex;
        var credentials = Sandbox.AddServiceUser(globex, Everybody, View("employment"), Histories("employment"));
        var group = Sandbox.World.SettingsOf(globex.CompanyId).GroupsOf(credentials.Id).Single();
        Sandbox.World.SetFieldOverride(globex.CompanyId, group.Id, "payroll.employment.fte", GrantKind.View, false);
        Sandbox.World.SetFieldOverride(globex.CompanyId, group.Id, "payroll.employment.contract", GrantKind.ViewHistory, false);

        using var reply = await Get(Sandbox.Bob(credentials), "bulk/people/employment?limit=200");
        var wrappers = (await Json(reply)).GetProperty("results").EnumerateArray().Select(entry => entry.GetProperty("values")[0]).ToList();
        var rows = wrappers.SelectMany(wrapper => wrapper.GetProperty("values").EnumerateArray()).ToList();

        reply.Headers.GetValues("X-Has-Restricted-Columns").Should().Equal("true");
        wrappers[0].GetProperty("restricted_columns").GetProperty("no_view_permission")[0].GetString().Should().Be("fte");
        wrappers[0].GetProperty("restricted_columns").GetProperty("no_view_history_permission")[0].GetString().Should().Be("contract");
        rows.Should().Contain(row => !row.GetProperty("isCurrent").GetBoolean());
        rows.Should().AllSatisfy(row => row.GetProperty(row.GetProperty("isCurrent").GetBoolean() ? "fte" : "contract").ValueKind.Should().Be(JsonValueKind.Null));
    }

    [Fact]
    [Rule("table.restricted")]
    public async Task View_alone_names_the_columns_without_history_with_field_level_permissions()
    {
        using var reply = await Get(Client(DemoTenants.Globex, Everybody, View("lifecycle")), "bulk/people/lifecycle");
        var wrapper = (await Json(reply)).GetProperty("results")[0].GetProperty("values")[0];

        wrapper.GetProperty("values").GetArrayLength().Should().Be(1);
        wrapper.GetProperty("restricted_columns").TryGetProperty("no_view_permission", out _).Should().BeFalse();
        wrapper.GetProperty("restricted_columns").GetProperty("no_view_history_permission").EnumerateArray().Select(name => name.GetString()).Should().Contain("status");
    }

    [Fact]
    [Rule("table.unrestricted")]
    public async Task An_unrestricted_table_has_plain_rows_and_no_header()
    {
        using var reply = await Get(Sandbox.Bob(DemoTenants.GlobexServiceUser), "bulk/people/work");

        reply.Headers.Contains("X-Has-Restricted-Columns").Should().BeFalse();
        (await Json(reply)).GetProperty("results")[0].GetProperty("values")[0].TryGetProperty("effectiveDate", out _).Should().BeTrue();
    }

    [Fact]
    [Rule("table.histories", "table.of-one")]
    public async Task A_persons_own_table_follows_the_same_rules()
    {
        var id = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();

        using var sections = await Get(Client(Acme, Everybody, View("lifecycle")), $"people/{id}/lifecycle");
        using var neither = await Get(Client(Acme, Everybody, View("root")), $"people/{id}/lifecycle");

        (await Json(sections)).GetProperty("values").GetArrayLength().Should().Be(1);
        neither.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Rule("table.bulk-unknown", "error.404")]
    public async Task An_unknown_table_gets_404()
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "bulk/people/entitlements");

        reply.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [Rule("table.common-columns", "table.work-columns", "table.employment-columns", "table.lifecycle-columns")]
    [InlineData("work", "title,department,site,siteId,reportsTo,workChangeType")]
    [InlineData("employment", "contract,type,salaryPayType,weeklyHours,fte,hoursInDayNotWorked,calendarId,calendarName,flsaCode,personalWorkingPatternType,actualWorkingPattern,siteWorkingPattern,standardWorkingPattern,standardWorkingPatternId,workingPattern")]
    [InlineData("lifecycle", "status,employeeStatus,reasonType,leaveReason,workChangeType")]
    public async Task A_row_has_the_common_columns_and_those_of_its_table(string table, string columns)
    {
        using var reply = await Get(Client(Acme, Everybody, Histories(table)), "bulk/people/" + table);

        (await Json(reply)).GetProperty("results")[0].GetProperty("values")[0].EnumerateObject().Select(column => column.Name).Should().BeEquivalentTo(
            ["id", "effectiveDate", "endEffectiveDate", "activeEffectiveDate", "isCurrent", "canBeDeleted", "creationDate", "modificationDate", "change", "customColumns", .. columns.Split(',')]);
    }

    [Theory]
    [Rule("table.oldest-first", "table.row-ids")]
    [InlineData("work")]
    [InlineData("employment")]
    [InlineData("lifecycle")]
    public async Task Rows_are_oldest_first_and_their_ids_unique_within_a_person_only(string table)
    {
        using var reply = await Get(Client(Acme, Everybody, Histories(table)), $"bulk/people/{table}?limit=200");
        var people = (await Json(reply)).GetProperty("results").EnumerateArray().Select(entry => entry.GetProperty("values").EnumerateArray().ToList()).ToList();

        people.Should().AllSatisfy(rows => rows.Select(row => row.GetProperty("effectiveDate").GetString()).Should().BeInAscendingOrder(StringComparer.Ordinal));
        people.Should().AllSatisfy(rows => rows.Select(row => row.GetProperty("id").GetInt64()).Should().OnlyHaveUniqueItems());
        (await AllRows(Client(Acme, Everybody, Histories(table)), table)).GroupBy(row => row.Id).Should().Contain(same => same.Count() > 1);
    }

    [Fact]
    [Rule("table.reply", "table.cursor")]
    public async Task A_reply_has_results_the_next_page_and_errors()
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "bulk/people/work");
        var page = await Json(reply);

        page.EnumerateObject().Select(property => property.Name).Should().Equal("results", "response_metadata", "errors");
        page.GetProperty("response_metadata").GetProperty("next_cursor").GetString().Should().NotBeEmpty();
        page.GetProperty("errors").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [Rule("table.employee-ids")]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task At_most_200_people_can_be_asked_for_by_id(int count, HttpStatusCode expected)
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "bulk/people/work?employeeIds=" + string.Join(',', Enumerable.Range(1, count)));

        reply.StatusCode.Should().Be(expected);
    }

    [Fact]
    [Rule("table.employee-ids", "people.plain-audience")]
    public async Task Without_ids_everybody_in_the_audience_comes_and_nobody_else()
    {
        var started = await AllRows(Client(Acme, Audience.EveryoneEmployed, View("lifecycle")), "lifecycle");
        var all = await AllRows(Client(Acme, Everybody, View("lifecycle")), "lifecycle");

        started.Should().HaveCountLessThan(all.Count).And.BeSubsetOf(all);
    }

    [Fact]
    [Rule("table.histories")]
    public async Task Somebody_outside_the_audience_gets_403_in_a_persons_own_table()
    {
        var ids = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } })).Take(2).Select(person => person.GetProperty("id").GetString()!).ToList();
        var client = Client(Acme, Audience.Of(ids[0]), View("work"));

        using var seen = await Get(client, $"people/{ids[0]}/work");
        using var unseen = await Get(client, $"people/{ids[1]}/work");

        (seen.StatusCode, unseen.StatusCode).Should().Be((HttpStatusCode.OK, HttpStatusCode.Forbidden));
    }

    [Fact]
    [Rule("table.unrestricted", "table.contract-spelling")]
    public async Task The_older_model_restricts_no_columns()
    {
        using var reply = await Get(Client(Acme, Everybody, View("employment")), "bulk/people/employment");

        reply.Headers.Contains("X-Has-Restricted-Columns").Should().BeFalse();
        (await reply.Content.ReadAsStringAsync(Stop)).Should().NotContain("restricted_columns").And.Contain("\"Full time\"");
    }

    [Theory]
    [Rule("caller.readable-flag")]
    [InlineData("includeHumanReadable=true", true)]
    [InlineData("includeHumanReadable=True", false)]
    [InlineData("includeHumanReadable=1", false)]
    [InlineData("", false)]
    public async Task Readable_values_come_beside_the_others_where_the_flag_is_the_text_true(string query, bool expected)
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "bulk/people/work?" + query);
        var row = (await Json(reply)).GetProperty("results")[0].GetProperty("values")[0];

        row.TryGetProperty("humanReadable", out var readable).Should().Be(expected);
        row.GetProperty("department").GetString().Should().MatchRegex(@"^\d+$");
        if (expected)
            readable.GetProperty("department").GetString().Should().MatchRegex(@"^\D+$");
    }

    private static async Task<List<Row>> AllRows(HttpClient client, string table)
    {
        var rows = new List<Row>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var reply = await Get(client, $"bulk/people/{table}?limit=200&cursor={Uri.EscapeDataString(cursor)}");
            var page = await Json(reply);
            rows.AddRange(page.GetProperty("results").EnumerateArray().SelectMany(Rows));
            cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString();
        }

        rows.Should().OnlyHaveUniqueItems();
        return rows;
    }

    private static IEnumerable<Row> Rows(JsonElement entry) => entry.GetProperty("values").EnumerateArray().Select(row => new Row(
        entry.GetProperty("employeeId").GetString()!,
        row.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture),
        row.GetProperty("isCurrent").GetBoolean()));

    private sealed record Row(string EmployeeId, string Id, bool IsCurrent);
}
