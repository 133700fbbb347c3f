using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox;

public sealed class QuirkRules : BobTest
{
    [Fact]
    public async Task Metadata_can_stand_in_an_object()
    {
        Turn(new() { MetadataInObject = true });

        (await Read("company/people/fields", View("root"))).GetProperty("fields").GetArrayLength().Should().Be(239);
    }

    [Fact]
    [Rule("table.wrapper")]
    public async Task Rows_can_stand_in_a_wrapper_and_the_next_page_under_another_name()
    {
        Turn(new() { RowsInWrapper = true, CursorWithoutNext = true });

        var page = await Read("bulk/people/work", Histories("work"));

        page.GetProperty("results")[0].GetProperty("values")[0].GetProperty("values")[0].TryGetProperty("isCurrent", out _).Should().BeTrue();
        page.GetProperty("response_metadata").EnumerateObject().Single().Name.Should().Be("cursor");
    }

    [Fact]
    public async Task Nobody_to_see_can_be_an_empty_list()
    {
        Turn(new() { EmptyAudienceIsEmptyList = true });

        (await Search(Client(Acme, Audience.Of(), View("root")), new { })).Should().BeEmpty();
        (await Search(Sandbox.Bob(Sandbox.World.CreateServiceUser(Acme.CompanyId, "Lonely", "Lonely")), new { })).Should().BeEmpty();
    }

    [Fact]
    public async Task The_id_can_be_shown_without_basic_info()
    {
        Turn(new() { IdWithoutBasicInfo = true });

        var person = (await Search(Client(Acme, Everybody, View("home")), new { fields = new[] { "root.id", "root.firstName" } }))[0];

        person.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("id", "/root/id");
    }

    [Theory]
    [InlineData("root", false)]
    [InlineData("email", true)]
    public async Task The_email_address_can_need_its_own_line(string line, bool shown)
    {
        Turn(new() { EmailNeedsEmailLine = true });

        (await Search(Client(Acme, Everybody, View(line)), new { fields = new[] { "root.email" } }))[0].TryGetProperty("email", out _).Should().Be(shown);
    }

    [Fact]
    [Rule("search.empty-filters")]
    public async Task An_empty_list_of_filters_can_mean_everybody()
    {
        Turn(new() { EmptyFiltersAllowed = true });

        (await Search(Client(Acme, Everybody, View("root")), new { filters = Array.Empty<object>(), showInactive = true })).Should().HaveCount(1_000);
    }

    [Fact]
    public async Task Named_lists_can_be_an_object()
    {
        Turn(new() { NamedListsByName = true });

        (await Read("company/named-lists", View("root"))).GetProperty("department").GetProperty("items").GetArrayLength().Should().BePositive();
    }

    [Theory]
    [InlineData("v1/no/such/path", HttpStatusCode.NotFound, "application/json")]
    [InlineData("no/such/path", HttpStatusCode.OK, "text/html")]
    public async Task An_unknown_address_of_the_api_can_be_404(string path, HttpStatusCode status, string type)
    {
        Turn(new() { UnknownPathIsNotFound = true });

        using var reply = await Get(Client(Acme, Everybody, View("root")), "../" + path);

        (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType).Should().Be((status, type));
    }

    [Fact]
    public async Task A_quirk_is_of_one_company_only()
    {
        Turn(new() { MetadataInObject = true });

        using var reply = await Get(Sandbox.Bob(DemoTenants.GlobexServiceUser), "company/people/fields");

        (await Json(reply)).ValueKind.Should().Be(JsonValueKind.Array);
    }

    private void Turn(Quirks quirks) => Sandbox.World.SetQuirks(Acme.CompanyId, quirks);

    private async Task<JsonElement> Read(string path, Grant grant)
    {
        using var reply = await Get(Client(Acme, Everybody, grant), path);
        return await Json(reply);
    }
}
