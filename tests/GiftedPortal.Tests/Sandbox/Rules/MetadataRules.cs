using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Fields metadata: https://apidocs.hibob.com/docs/fields-metadata and https://apidocs.hibob.com/docs/categories-and-permissions.</summary>
public sealed class MetadataRules : BobTest
{
    [Fact]
    [Rule("metadata.no-permission", "metadata.array")]
    public async Task Fields_metadata_needs_no_permission_and_lists_every_field()
    {
        var credentials = Sandbox.World.CreateServiceUser(Acme.CompanyId, "Gifted Service User", "Gifted");

        using var reply = await Get(Sandbox.Bob(credentials), "company/people/fields");
        var fields = (await Json(reply)).EnumerateArray().ToList();

        fields.Should().HaveCount(239);
        var birthday = fields.Single(field => field.GetProperty("id").GetString() == "personal.shortBirthDate");
        birthday.GetProperty("categoryId").GetString().Should().Be("personal");
        birthday.GetProperty("categoryDisplayName").GetString().Should().Be("Personal");
        birthday.GetProperty("jsonPath").GetString().Should().Be("personal.shortBirthDate");
        birthday.GetProperty("type").GetString().Should().Be("short-date");
        birthday.GetProperty("historical").GetBoolean().Should().BeFalse();
    }

    [Fact]
    [Rule("metadata.names-differ", "metadata.moved")]
    public async Task Metadata_carries_the_tenants_own_category_names_and_moved_fields()
    {
        using var reply = await Get(Sandbox.Bob(DemoTenants.GlobexServiceUser), "company/people/fields");
        var mobile = (await Json(reply)).EnumerateArray().Single(field => field.GetProperty("id").GetString() == "home.mobilePhone");

        mobile.GetProperty("categoryId").GetString().Should().Be("home");
        mobile.GetProperty("categoryDisplayName").GetString().Should().Be("Demographic");
    }

    [Fact]
    [Rule("metadata.keys", "metadata.category", "metadata.no-flags")]
    public async Task A_field_has_these_keys_and_none_says_that_it_is_sensitive_calculated_or_permitted()
    {
        var fields = await Fields();

        fields.Should().AllSatisfy(field => field.EnumerateObject().Select(property => property.Name).Should().Equal(
            "id", "categoryId", "categoryDisplayName", "category", "name", "description", "jsonPath", "type", "typeData", "historical"));
        fields.Should().AllSatisfy(field => field.GetProperty("category").GetString().Should().Be(field.GetProperty("categoryId").GetString()));
    }

    [Fact]
    [Rule("metadata.size")]
    public async Task A_company_that_changed_nothing_has_239_fields_in_20_categories()
    {
        var fields = await Fields();

        fields.Should().HaveCount(239);
        fields.Select(field => field.GetProperty("categoryId").GetString()).Distinct().Should().HaveCount(20);
    }

    [Fact]
    [Rule("metadata.types")]
    public async Task Types_are_Bobs_own()
    {
        string[] known =
        [
            "text", "text-area", "number", "date", "short-date", "time", "boolean", "list", "list_id", "multi-list", "hierarchy-list", "currency",
            "employee", "employee-reference", "avatar", "ssn", "period", "duration_with_unit", "working_pattern", "document",
        ];

        (await Fields()).Select(field => field.GetProperty("type").GetString()).Distinct().Should().BeSubsetOf(known);
    }

    [Fact]
    [Rule("record.root")]
    public async Task The_json_path_of_basic_info_has_no_root()
    {
        (await Fields()).Where(field => field.GetProperty("categoryId").GetString() == "root" && field.GetProperty("id").GetString()!.StartsWith("root.", StringComparison.Ordinal))
            .Should().NotBeEmpty().And.AllSatisfy(field => ("root." + field.GetProperty("jsonPath").GetString()).Should().Be(field.GetProperty("id").GetString()));
    }

    [Fact]
    [Rule("metadata.list-id")]
    public async Task The_list_of_a_field_is_one_of_the_named_lists()
    {
        var client = Client(Acme, Everybody);
        using var lists = await Get(client, "company/named-lists");
        var names = (await Json(lists)).EnumerateArray().Select(list => list.GetProperty("name").GetString());

        (await Fields()).Where(field => field.GetProperty("typeData").TryGetProperty("listId", out _)).Select(field => field.GetProperty("typeData").GetProperty("listId").GetString())
            .Should().NotBeEmpty().And.BeSubsetOf(names);
    }

    [Fact]
    [Rule("metadata.historical")]
    public async Task A_column_of_a_table_is_historical()
    {
        var historical = (await Fields()).Where(field => field.GetProperty("historical").GetBoolean()).Select(field => field.GetProperty("id").GetString());

        historical.Should().Contain(["work.title", "payroll.employment.contract", "internal.lifecycleStatus", "address.line1"]).And.NotContain(["work.startDate", "root.email"]);
    }

    private async Task<List<JsonElement>> Fields()
    {
        using var reply = await Get(Client(Acme, Everybody), "company/people/fields");
        return [.. (await Json(reply)).EnumerateArray()];
    }
}
