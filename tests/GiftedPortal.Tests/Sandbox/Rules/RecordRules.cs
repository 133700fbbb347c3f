using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Records and their metadata: https://apidocs.hibob.com/docs/people-read-api-contract, https://apidocs.hibob.com/docs/fields-metadata and
/// https://apidocs.hibob.com/docs/employee-data-api-field-level-permissions.</summary>
public sealed class RecordRules : BobTest
{
    [Fact]
    [Rule("record.one-object", "record.employee-object")]
    public async Task A_person_is_one_object_and_employee_wraps_nothing()
    {
        var client = Client(Acme, Everybody, View("root"), View("lifecycle"), View("work"));

        var people = await Search(client, new { fields = new[] { "root.id", "root.firstName", "work.startDate", "employee.firstDayOfWork" }, showInactive = true });
        var without = await Search(client, new { fields = new[] { "root.id" } });

        people.Should().HaveCount(1_000).And.AllSatisfy(person =>
        {
            person.TryGetProperty("firstName", out _).Should().BeTrue();
            person.GetProperty("work").TryGetProperty("startDate", out _).Should().BeTrue();
            person.GetProperty("employee").EnumerateObject().Select(property => property.Name).Should().Equal("firstDayOfWork");
        });
        without[0].TryGetProperty("employee", out _).Should().BeFalse();
    }

    [Theory]
    [Rule("permission.sensitive-older", "permission.sensitive-newer")]
    [InlineData("personal.birthDate", "personal")]
    [InlineData("personal.age", "personal")]
    [InlineData("identification.ssn", "identification")]
    public async Task A_sensitive_field_needs_view_and_edit_in_the_older_model_and_view_in_the_newer(string field, string category)
    {
        (await Shows(View(category))).Should().BeFalse();
        (await Shows(Edit(category))).Should().BeFalse();
        (await Shows(View(category), Edit(category))).Should().BeTrue();
        Sandbox.World.SetDialect(Acme.CompanyId, PermissionDialect.FieldLevel);
        (await Shows(View(category))).Should().BeTrue();

        async Task<bool> Shows(params Grant[] grants)
        {
            var person = (await Search(Client(Acme, Everybody, grants), new { fields = new[] { field } }))[0];
            return person.TryGetProperty(field.Split('.')[0], out var node) && node.TryGetProperty(field.Split('.')[1], out _);
        }
    }

    [Fact]
    [Rule("permission.site-address")]
    public async Task The_offices_address_is_in_the_category_of_the_persons_own()
    {
        var person = (await Search(Client(Acme, Everybody, View("address")), new { fields = new[] { "address.line1", "address.siteCity" } }))[0];

        person.GetProperty("address").EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("line1", "siteCity");
    }

    [Fact]
    [Rule("people.two-statuses")]
    public async Task Two_statuses_say_whether_somebody_has_access_and_where_in_working_life_they_are()
    {
        var people = await Search(Client(Acme, Everybody, View("lifecycle")), new { fields = new[] { "internal.status", "internal.lifecycleStatus" }, showInactive = true });

        people.Should().AllSatisfy(person =>
        {
            var status = person.GetProperty("internal");
            status.GetProperty("status").GetString().Should().Be(status.GetProperty("lifecycleStatus").GetString() is "Hired" or "Terminated" ? "Inactive" : "Active");
        });
    }

    [Fact]
    [Rule("people.own-status")]
    public async Task A_company_can_have_a_status_of_its_own_which_is_an_item_of_its_list_in_records_tables_and_audiences()
    {
        var fields = new[] { "internal.lifecycleStatus", "internal.status" };
        var onLeave = (await Statuses(Everybody)).Count(status => status is ("Leave", "Active"));
        Sandbox.World.SetOwnStatus(Acme.CompanyId, "Sabbatical");

        using var list = await Get(Client(Acme, Everybody, View("lifecycle")), "company/named-lists/lifecycleStatus");
        var id = (await Json(list)).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() is "Sabbatical").GetProperty("id").GetString();

        onLeave.Should().BePositive();
        (await Statuses(Everybody)).Should().NotContain(status => status.Item1 == id); // a condition names the statuses one by one
        var seen = await Statuses(Audience.WithStatus(Sandbox.World.FindTenant(Acme.CompanyId)!.Statuses));
        seen.Where(status => status.Item1 == id).Should().HaveCount(onLeave).And.OnlyContain(status => status.Item2 == "Active");
        seen.Should().HaveCount(1_000).And.NotContain(status => status.Item1 == "Leave");
        (await Search(Client(Acme, Audience.WithStatus("Sabbatical"), View("lifecycle")), new { fields, humanReadable = "REPLACE" }))
            .Should().HaveCount(onLeave).And.AllSatisfy(person => person.GetProperty("internal").GetProperty("lifecycleStatus").GetString().Should().Be("Sabbatical"));

        async Task<List<(string?, string?)>> Statuses(Audience audience) =>
            [.. (await Search(Client(Acme, audience, View("lifecycle")), new { fields, showInactive = true })).Select(person => person.GetProperty("internal"))
                .Select(node => (node.GetProperty("lifecycleStatus").GetString(), node.GetProperty("status").GetString()))];
    }

    [Theory]
    [Rule("search.no-changed-since", "search.no-paging")]
    [InlineData("since")]
    [InlineData("limit")]
    [InlineData("cursor")]
    [InlineData("offset")]
    public async Task Neither_a_moment_nor_a_page_can_be_asked_for(string property)
    {
        var body = new Dictionary<string, object> { ["fields"] = new[] { "root.id" }, ["showInactive"] = true, [property] = property is "since" ? "2026-11-22" : 1 };

        (await Search(Client(Acme, Everybody, View("root")), body)).Should().HaveCount(1_000);
    }

    [Fact]
    [Rule("caller.no-company-name")]
    public async Task No_reply_holds_the_companys_name()
    {
        var client = Client(Acme, Everybody, Acme.PermissionLines.Select(line => line.Grant));
        var people = await Search(client, new { fields = Acme.Fields.Fields.Select(field => field.Id), showInactive = true });
        var texts = new List<string>();
        foreach (var path in (string[])["company/people/fields", "company/named-lists", "profiles", "bulk/people/work", "bulk/people/employment", "bulk/people/lifecycle", "tasks", "company/reports"])
            texts.Add(await client.GetStringAsync(new Uri(path, UriKind.Relative), Stop));

        people.Should().AllSatisfy(person => person.GetProperty("companyId").GetInt64().Should().Be(Acme.CompanyId));
        texts.Concat(people.Select(person => person.GetRawText())).Should().AllSatisfy(text => text.Should().NotContain(Acme.Name));
    }

    [Fact]
    [Rule("metadata.counts", "metadata.size")]
    public async Task Each_category_has_as_many_fields_as_were_counted()
    {
        var counted = (await Fields()).GroupBy(field => field.GetProperty("categoryId").GetString()!).ToDictionary(category => category.Key, category => category.Count());

        counted.Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["root"] = 11, ["personal"] = 8, ["personalContact"] = 3, ["identification"] = 7, ["work"] = 29, ["workContact"] = 4, ["address"] = 14, ["home"] = 9, ["about"] = 8,
            ["rightToWork"] = 1, ["employment"] = 19, ["payroll"] = 46, ["ukTaxSettings"] = 16, ["emergency"] = 11, ["temporaryAddress"] = 6, ["lifecycle"] = 16, ["userData"] = 3,
            ["eeo"] = 3, ["peopleAnalytics"] = 16, ["jobsCatalog"] = 9,
        });
    }

    [Theory]
    [Rule("metadata.contact-ids", "permission.email-category")]
    [InlineData("root.email", "root")]
    [InlineData("home.privatePhone", "personalContact")]
    [InlineData("home.privateEmail", "personalContact")]
    [InlineData("personal.communication.skypeUsername", "workContact")]
    [InlineData("personal.communication.slackUsername", "workContact")]
    [InlineData("home.spouse.firstName", "home")]
    [InlineData("home.numberOfKids", "home")]
    [InlineData("home.homePhone", null)]
    [InlineData("home.personalEmail", null)]
    public async Task A_field_is_where_it_was_seen(string id, string? category) =>
        (await Fields()).Where(field => field.GetProperty("id").GetString() == id).Select(field => field.GetProperty("categoryId").GetString()).Should().Equal(category is null ? [] : [category]);

    [Fact]
    [Rule("other.no-family")]
    public async Task Nothing_is_called_family()
    {
        var client = Client(Acme, Everybody, Acme.PermissionLines.Select(line => line.Grant));

        (await Fields()).Should().AllSatisfy(field => field.GetProperty("categoryId").GetString().Should().NotContain("family"));
        (await Get(client, "bulk/people/family")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Get(client, "people/1/family")).Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Theory]
    [Rule("other.lists-archived")]
    [InlineData("", 0)]
    [InlineData("?includeArchived=true", 1)]
    public async Task Archived_items_come_when_they_are_asked_for(string query, int count)
    {
        using var reply = await Get(Client(Acme, Everybody), "company/named-lists/department" + query);

        (await Json(reply)).GetProperty("items").EnumerateArray().Where(item => item.GetProperty("archived").GetBoolean()).Should().HaveCount(count);
    }

    [Fact]
    [Rule("caller.readable-flag", "other.custom-tables")]
    public async Task Readable_values_of_a_custom_table_come_beside_the_others()
    {
        var client = Client(Acme, Everybody, View("root"), View("about"));
        var id = (await Search(client, new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();
        using var metadata = await Get(client, "people/custom-tables/metadata");
        var table = (await Json(metadata)).GetProperty("tables")[0];
        var (name, column) = (table.GetProperty("id").GetString(), table.GetProperty("columns")[0].GetProperty("id").GetString()!);

        using var reply = await Get(client, $"people/custom-tables/{id}/{name}?includeHumanReadable=true");
        var row = (await Json(reply)).GetProperty("values")[0];

        row.GetProperty("id").ValueKind.Should().Be(JsonValueKind.Number);
        row.GetProperty(column).GetString().Should().MatchRegex(@"^\d+$");
        row.GetProperty("humanReadable").GetProperty(column).GetString().Should().BeOneOf("S", "M", "L");
    }

    private async Task<List<JsonElement>> Fields()
    {
        using var reply = await Get(Client(Acme, Everybody), "company/people/fields");
        return [.. (await Json(reply)).EnumerateArray()];
    }
}
