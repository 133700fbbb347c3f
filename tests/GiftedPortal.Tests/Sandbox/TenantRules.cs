using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox;

public sealed class TenantRules : BobTest
{
    private static readonly object Ids = new { fields = new[] { "root.id" }, showInactive = true };

    private static long AcmeId => Acme.CompanyId;

    [Fact]
    public async Task A_company_can_be_given_the_other_permission_model_and_back()
    {
        var client = Client(Acme, Everybody, View("personal"));
        var body = new { fields = new[] { "personal.birthDate", "personal.shortBirthDate" } };
        var group = Sandbox.World.SettingsOf(AcmeId).Groups.Single();

        (await Keys(client, body)).Should().Equal("shortBirthDate");
        Sandbox.World.SetDialect(AcmeId, PermissionDialect.FieldLevel);
        Sandbox.World.SetFieldOverride(AcmeId, group.Id, "personal.shortBirthDate", GrantKind.View, false);
        (await Keys(client, body)).Should().Equal("birthDate");
        Sandbox.World.SetDialect(AcmeId, PermissionDialect.Category);
        (await Keys(client, body)).Should().Equal(["shortBirthDate"], "the older model knows no single fields");

        static async Task<IEnumerable<string>> Keys(HttpClient client, object body) =>
            (await Search(client, body))[0].GetProperty("personal").EnumerateObject().Select(property => property.Name);
    }

    [Fact]
    [Rule("metadata.renamed", "metadata.moved")]
    public async Task A_category_can_be_renamed_and_a_field_moved_while_the_api_runs()
    {
        Sandbox.World.RenameCategory(AcmeId, "home", "Demographic");
        Sandbox.World.MoveField(AcmeId, "home.mobilePhone", "home");
        var client = Client(Acme, Everybody, View("home"));

        var mobile = (await Metadata(client)).Single(field => field.GetProperty("id").GetString() == "home.mobilePhone");
        mobile.GetProperty("categoryId").GetString().Should().Be("home");
        mobile.GetProperty("categoryDisplayName").GetString().Should().Be("Demographic");
        (await Search(client, new { fields = new[] { "home.mobilePhone" } }))[0].GetProperty("home").TryGetProperty("mobilePhone", out _).Should().BeTrue();
        Sandbox.World.FindTenant(AcmeId)!.PermissionLines.Select(line => line.Label).Should().Contain("View selected employees' Demographic sections");
    }

    [Fact]
    [Rule("metadata.own-category", "record.custom-field")]
    public async Task A_field_of_the_companys_own_stands_in_a_category_of_its_own()
    {
        var category = Sandbox.World.AddCategory(AcmeId, "Merchandise");
        var size = Sandbox.World.AddCustomField(AcmeId, category.Id, "Shirt size");
        var client = Client(Acme, Everybody, View(category.Id));

        category.Id.Should().MatchRegex(@"^category_\d{13}$");
        size.Id.Should().MatchRegex(@$"^{category.Id}\.custom\.field_\d{{13}}$");
        (await Metadata(client)).Single(field => field.GetProperty("id").GetString() == size.Id).GetProperty("jsonPath").GetString().Should().Be(size.Id);
        var values = (await Search(client, new { fields = new[] { size.Id } })).ConvertAll(person => Walk(person, size.Id));
        values.Should().Contain(value => value.ValueKind == JsonValueKind.Null).And.Contain(value => value.ValueKind == JsonValueKind.String);
        (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { size.Id } }))[0].EnumerateObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1_500)]
    public async Task A_company_can_grow_and_shrink_and_whoever_stays_is_the_same_person(int count)
    {
        var client = Client(Acme, Everybody, View("root"));
        var before = await Search(client, Ids);
        Sandbox.World.SetEmployees(AcmeId, count);

        var after = await Search(client, Ids);

        after.Should().HaveCount(count);
        after.Select(Id).Intersect(before.Select(Id)).Should().HaveCount(Math.Min(count, 1_000));
    }

    [Fact]
    public async Task Histories_can_be_cut_to_one_row_each()
    {
        var client = Client(Acme, Everybody, Histories("work"));
        Sandbox.World.SetOneRowEach(AcmeId, true);
        (await Rows(client)).Should().OnlyContain(row => row.GetProperty("isCurrent").GetBoolean());
        Sandbox.World.SetOneRowEach(AcmeId, false);
        (await Rows(client)).Should().Contain(row => !row.GetProperty("isCurrent").GetBoolean());

        static async Task<List<JsonElement>> Rows(HttpClient client)
        {
            using var reply = await Get(client, "bulk/people/work?limit=200");
            return [.. (await Json(reply)).GetProperty("results").EnumerateArray().SelectMany(entry => entry.GetProperty("values").EnumerateArray())];
        }
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        var world = Sandbox.World;

        world.Invoking(it => it.SetEmployees(AcmeId, 200_001)).Should().Throw<ArgumentException>();
        world.Invoking(it => it.SetOwnStatus(AcmeId, "Employed")).Should().Throw<ArgumentException>();
        world.Invoking(it => it.RenameCategory(AcmeId, "nowhere", "Somewhere")).Should().Throw<KeyNotFoundException>();
        world.Invoking(it => it.MoveField(AcmeId, "home.mobilePhone", "nowhere")).Should().Throw<KeyNotFoundException>();
        world.Invoking(it => it.MoveField(AcmeId, "no.such.field", "home")).Should().Throw<KeyNotFoundException>();
        world.Invoking(it => it.AddCustomField(AcmeId, "home", "Odd", "spaceship")).Should().Throw<ArgumentException>();
        world.SettingsOf(AcmeId).Changes.Should().Be(TenantChanges.None);
    }

    [Fact]
    public async Task A_company_can_be_changed_over_http()
    {
        var client = Client(Acme, Everybody, View("root"));
        var address = new Uri(Sandbox.BaseAddress, "bob/api/companies/637323");

        using var put = await client.PutAsJsonAsync(address, new { dialect = "fieldLevel", employees = 3, quirks = new { metadataInObject = true } }, Stop);
        using var refused = await client.PutAsJsonAsync(address, new { employees = -1 }, Stop);
        using var misspelt = await client.PutAsJsonAsync(address, new { employes = 1 }, Stop);

        put.StatusCode.Should().Be(HttpStatusCode.NoContent);
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        misspelt.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await Search(client, Ids)).Should().HaveCount(3);
        (await client.GetFromJsonAsync<JsonElement>(address, Stop)).GetProperty("quirks").GetProperty("metadataInObject").GetBoolean().Should().BeTrue();
    }

    private static string Id(JsonElement person) => person.GetProperty("id").GetString()!;

    private static JsonElement Walk(JsonElement person, string path) => path.Split('.').Aggregate(person, (node, key) => node.GetProperty(key));

    private static async Task<List<JsonElement>> Metadata(HttpClient client)
    {
        using var reply = await Get(client, "company/people/fields");
        return [.. (await Json(reply)).EnumerateArray()];
    }
}
