using System.Text.Json;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>How values are written in the machine format: https://apidocs.hibob.com/docs/people-read-api-contract and
/// https://apidocs.hibob.com/docs/how-to-work-with-lists-public-api.</summary>
public sealed class ValueRules : BobTest
{
    [Theory]
    [Rule("record.date", "record.short-date", "record.timestamp", "record.list", "record.multi-list", "record.reference", "caller.ids", "caller.no-company-name")]
    [InlineData("work.startDate", @"^""\d{4}-\d\d-\d\d""$")]
    [InlineData("work.shortStartDate", @"^""\d\d-\d\d""$")]
    [InlineData("personal.shortBirthDate", @"^""\d\d-\d\d""$")]
    [InlineData("root.creationDateTime", @"^""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}""$")]
    [InlineData("root.companyId", @"^637323$")]
    [InlineData("root.id", @"^""\d{19}""$")]
    [InlineData("work.manager", @"^""\d{19}""$")]
    [InlineData("work.siteId", @"^\d+$")]
    [InlineData("work.site", @"^""\D+""$")]
    [InlineData("work.department", @"^""\d+""$")]
    [InlineData("payroll.employment.contract", @"^""(Full time|Part time|Contractor)""$")]
    [InlineData("internal.lifecycleStatus", @"^""(Employed|Leave|Parental leave|Garden leave)""$")]
    [InlineData("personal.nationality", @"^\[("".+"")?\]$")]
    [InlineData("about.hobbies", @"^\[\]$")]
    [InlineData("work.isManager", @"^(true|false)$")]
    public async Task A_value_has_the_form_of_its_type(string field, string form)
    {
        var people = await Read(field);

        people.Should().NotBeEmpty().And.AllSatisfy(value => value.GetRawText().Should().MatchRegex(form));
    }

    [Fact]
    [Rule("record.period")]
    public async Task A_period_is_an_object()
    {
        (await Read("work.tenureDuration")).Should().AllSatisfy(value =>
        {
            value.EnumerateObject().Select(property => property.Name).Should().Equal("periodISO", "sortFactor", "humanize");
            value.GetProperty("periodISO").GetString().Should().MatchRegex(@"^P\d+Y\d+M\d+D$");
        });
    }

    [Fact]
    [Rule("record.reference")]
    public async Task A_manager_is_an_object_in_reportsTo()
    {
        (await Read("work.reportsTo")).Should().AllSatisfy(value =>
            value.EnumerateObject().Select(property => property.Name).Should().Equal("id", "firstName", "surname", "email", "displayName"));
    }

    private async Task<List<JsonElement>> Read(string field)
    {
        var path = Acme.Fields.Find(field)!.JsonPath.Split('.');
        var people = await Search(Client(Acme, Everybody, Acme.PermissionLines.Select(line => line.Grant)), new { fields = new[] { field } });
        return [.. people.Select(person => path.Aggregate(person, (node, key) => node.GetProperty(key))).Where(value => value.ValueKind is not JsonValueKind.Null)];
    }
}
