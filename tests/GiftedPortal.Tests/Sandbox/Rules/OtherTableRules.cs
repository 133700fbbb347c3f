using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Tables about pay, training and family, of one person and in bulk: https://apidocs.hibob.com/reference/employee-tables and
/// https://apidocs.hibob.com/docs/additional-employee-data.</summary>
public sealed class OtherTableRules : BobTest
{
    private const string Historical = "id,effectiveDate,endEffectiveDate,activeEffectiveDate,isCurrent,canBeDeleted,creationDate,modificationDate,change,customColumns";

    [Theory]
    [Rule("table.of-one", "table.simple")]
    [InlineData("salaries", "payroll", Historical + ",base,payPeriod,payFrequency,workChangeType")]
    [InlineData("variable", "payroll", "id,effectiveDate,endEffectiveDate,isCurrent,canBeDeleted,creationDate,modificationDate,change,customColumns,"
        + "variableType,payoutType,amount,paymentPeriod,percentageOfAnnualSalary,companyPercent,departmentPercent,individualPercent,endDate")]
    [InlineData("equities", "payroll", "id,effectiveDate,reason,quantity,equityType,grantType,grantStatus,grantNumber,grantDate,vestingCommencementDate,vestingTerm,vestingSchedule,"
        + "optionExpiration,exercisePrice,consentNumber")]
    [InlineData("bank-accounts", "payroll", "id,bankName,bankAccountType,accountNickname,accountNumber,routingNumber,iban,bicOrSwift,branchAddress,allocation,amount,useForBonus,changedBy")]
    [InlineData("training", "work", "id,customColumns,name,description,status,frequency,cost,startDate,endDate,documentId")]
    public async Task A_persons_table_has_the_documented_columns_or_no_row_at_all(string table, string category, string columns)
    {
        var client = Client(Acme, Everybody, View("root"), View(category));
        var tables = new List<JsonElement>();
        foreach (var id in await Ids(client, 8))
            tables.Add((await Read(client, $"people/{id}/{table}")).GetProperty("values"));

        tables.SelectMany(rows => rows.EnumerateArray()).Should().NotBeEmpty().And
            .AllSatisfy(row => row.EnumerateObject().Select(column => column.Name).Should().BeEquivalentTo(columns.Split(',')));
        if (table is "equities" or "training")
            tables.Should().Contain(rows => rows.GetArrayLength() == 0, "a table can be empty");
    }

    [Theory]
    [Rule("table.bulk", "table.bulk-undocumented", "other.dependents")]
    [InlineData("salaries", "payroll", "base")]
    [InlineData("variable", "payroll", "amount")]
    [InlineData("equities", "payroll", "quantity")]
    [InlineData("entitlement", "payroll", "amount")]
    [InlineData("deduction", "payroll", "amount")]
    [InlineData("dependents", "home", "relationship")]
    [InlineData("right-to-work", "rightToWork", "expiryDate")]
    public async Task A_bulk_table_has_results_in_the_form_of_the_others(string table, string category, string column)
    {
        var page = await Read(Client(Acme, Everybody, View(category)), $"bulk/people/{table}?limit=200");

        page.EnumerateObject().Select(property => property.Name).Should().Equal("results", "response_metadata", "errors");
        page.GetProperty("results").GetArrayLength().Should().BePositive();
        page.GetProperty("results").EnumerateArray().SelectMany(entry => entry.GetProperty("values").EnumerateArray()).Should().AllSatisfy(row => row.TryGetProperty(column, out _).Should().BeTrue());
        (await Status(Client(Acme, Everybody, View("root")), "bulk/people/" + table)).Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [Rule("table.bulk-unknown")]
    [InlineData("entitlements")]
    [InlineData("deductions")]
    [InlineData("bank-accounts")]
    [InlineData("training")]
    public async Task A_bulk_table_of_another_name_gets_404(string table) =>
        (await Status(Client(Acme, Everybody, View("payroll"), View("work")), "bulk/people/" + table)).Should().Be(HttpStatusCode.NotFound);

    [Theory]
    [Rule("table.400-403")]
    [InlineData("salaries")]
    [InlineData("equities")]
    [InlineData("variable")]
    [InlineData("training")]
    [InlineData("bank-accounts")]
    public async Task A_persons_table_without_permission_gets_403(string table)
    {
        var client = Client(Acme, Everybody, View("root"));

        (await Status(client, $"people/{(await Ids(client, 1))[0]}/{table}")).Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Rule("table.histories")]
    public async Task Earlier_salaries_need_the_histories_of_payroll()
    {
        var histories = await Rows(Client(Acme, Everybody, Histories("payroll")), "salaries");
        var sections = await Rows(Client(Acme, Everybody, View("payroll")), "salaries");

        histories.Should().Contain(row => !row.GetProperty("isCurrent").GetBoolean());
        sections.Should().OnlyContain(row => row.GetProperty("isCurrent").GetBoolean());
    }

    [Fact]
    public async Task The_payment_of_the_record_is_that_of_the_current_salary()
    {
        var client = Client(Acme, Everybody, View("root"), View("payroll"));
        var person = (await Search(client, new { fields = new[] { "root.id", "payroll.salary.payment" } }))[0];
        var rows = (await Read(client, $"people/{person.GetProperty("id").GetString()}/salaries")).GetProperty("values");

        person.GetProperty("payroll").GetProperty("salary").GetProperty("payment").GetRawText().Should().Be(rows[0].GetProperty("base").GetRawText());
        rows[0].GetProperty("base").EnumerateObject().Select(part => part.Name).Should().Equal("value", "currency");
    }

    [Theory]
    [Rule("caller.content-type")]
    [InlineData(true, HttpStatusCode.BadRequest)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task Bank_accounts_refuse_a_get_that_names_a_content_type(bool named, HttpStatusCode expected)
    {
        var client = Client(Acme, Everybody, View("root"), View("payroll"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"people/{(await Ids(client, 1))[0]}/bank-accounts");
        if (named)
            request.Content = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        using var reply = await client.SendAsync(request, Stop);

        reply.StatusCode.Should().Be(expected);
        reply.Content.Headers.ContentType!.MediaType.Should().Be(named ? "text/html" : "application/json");
    }

    [Fact]
    [Rule("table.address-bulk")]
    public async Task The_bulk_addresses_that_no_page_describes_have_dated_rows_and_ignore_who_was_asked_for()
    {
        var client = Client(Acme, Everybody, View("root"), View("address"), Histories("address"));

        var page = await Read(client, $"bulk/people/address?employeeIds={(await Ids(client, 1))[0]}");

        page.GetProperty("results").GetArrayLength().Should().BeGreaterThan(1);
        page.GetProperty("results")[0].GetProperty("values")[0].GetProperty("effectiveDate").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\d$");
    }

    [Fact]
    [Rule("other.dependents")]
    public async Task Children_of_the_dependents_table_are_those_that_home_counts()
    {
        var client = Client(Acme, Everybody, View("root"), View("home"));
        var counted = (await Search(client, new { fields = new[] { "root.id", "home.numberOfKids" }, showInactive = true }))
            .Sum(person => person.GetProperty("home").GetProperty("numberOfKids") is { ValueKind: JsonValueKind.Number } kids ? kids.GetInt32() : 0);

        (await Rows(client, "dependents")).Should().HaveCount(counted);
    }

    [Theory]
    [Rule("record.custom-column", "metadata.historical")]
    [InlineData(PermissionDialect.Category)]
    [InlineData(PermissionDialect.FieldLevel)]
    public async Task A_column_of_the_companys_own_stands_in_customColumns_and_in_the_metadata(PermissionDialect dialect)
    {
        Sandbox.World.SetDialect(Acme.CompanyId, dialect);
        var column = Sandbox.World.AddCustomColumn(Acme.CompanyId, "work", "Desk");
        var name = column.Id.Split('.')[^1];
        var client = Client(Acme, Everybody, View("work"), Histories("work"));

        var rows = await Rows(client, "work");
        var field = (await Read(client, "company/people/fields")).EnumerateArray().Single(one => one.GetProperty("id").GetString() == column.Id);

        column.Id.Should().MatchRegex(@"^work\.customColumns\.column_\d{13}$");
        rows.Should().AllSatisfy(row => row.GetProperty("customColumns").EnumerateObject().Should().ContainSingle().Which.Name.Should().Be(name));
        rows.Should().Contain(row => row.GetProperty("customColumns").GetProperty(name).ValueKind == JsonValueKind.String);
        field.GetProperty("historical").GetBoolean().Should().BeTrue();
        var asked = await Search(client, new { fields = new[] { column.Id } });
        asked.Should().Contain(person => person.GetProperty("work").GetProperty("customColumns").GetProperty(name).ValueKind == JsonValueKind.String);
    }

    [Fact]
    [Rule("table.restricted", "record.custom-column")]
    public async Task A_column_of_the_companys_own_can_be_restricted()
    {
        Sandbox.World.SetDialect(Acme.CompanyId, PermissionDialect.FieldLevel);
        var column = Sandbox.World.AddCustomColumn(Acme.CompanyId, "work", "Desk");
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("work"), Histories("work"));
        var group = Sandbox.World.SettingsOf(Acme.CompanyId).GroupsOf(credentials.Id).Single();
        Sandbox.World.SetFieldOverride(Acme.CompanyId, group.Id, column.Id, GrantKind.View, false);

        var wrapper = (await Read(Sandbox.Bob(credentials), "bulk/people/work")).GetProperty("results")[0].GetProperty("values")[0];

        wrapper.GetProperty("restricted_columns").GetProperty("no_view_permission")[0].GetString().Should().Be(column.Id.Split('.')[^1]);
        wrapper.GetProperty("values").EnumerateArray().Last().GetProperty("customColumns").EnumerateObject().Single().Value.ValueKind.Should().Be(JsonValueKind.Null);
    }

    private static async Task<List<string>> Ids(HttpClient client, int count) =>
        [.. (await Search(client, new { fields = new[] { "root.id" } })).Take(count).Select(person => person.GetProperty("id").GetString()!)];

    private static async Task<List<JsonElement>> Rows(HttpClient client, string table)
    {
        var rows = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Read(client, $"bulk/people/{table}?limit=200&cursor={cursor}");
            rows.AddRange(page.GetProperty("results").EnumerateArray().SelectMany(entry => entry.GetProperty("values").EnumerateArray()));
            cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString();
        }

        return rows;
    }

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
