using System.Net;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Named lists and profiles: https://apidocs.hibob.com/reference/get_company-named-lists-listname and https://apidocs.hibob.com/reference/people.</summary>
public sealed class DirectoryRules : BobTest
{
    [Fact]
    [Rule("other.lists")]
    public async Task All_named_lists_are_an_array_of_name_and_items()
    {
        var lists = await Read("company/named-lists");

        lists.EnumerateArray().Should().AllSatisfy(list => list.EnumerateObject().Select(property => property.Name).Should().Equal("name", "items"));
        lists.EnumerateArray().SelectMany(list => list.GetProperty("items").EnumerateArray()).Should().AllSatisfy(item =>
            item.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("id", "value", "name", "archived", "children"));
    }

    [Theory]
    [Rule("other.lists-ids")]
    [InlineData("site", JsonValueKind.Number)]
    [InlineData("calendar", JsonValueKind.Number)]
    [InlineData("department", JsonValueKind.String)]
    [InlineData("lifecycleStatus", JsonValueKind.String)]
    public async Task Item_ids_are_numbers_for_sites_and_calendars_and_text_elsewhere(string list, JsonValueKind kind)
    {
        (await Read("company/named-lists/" + list)).GetProperty("items").EnumerateArray().Should().NotBeEmpty()
            .And.AllSatisfy(item => item.GetProperty("id").ValueKind.Should().Be(kind));
    }

    [Theory]
    [Rule("other.lists-case", "error.404")]
    [InlineData("terminationreason", HttpStatusCode.OK)]
    [InlineData("terminationReason", HttpStatusCode.NotFound)]
    [InlineData("nosuchlist", HttpStatusCode.NotFound)]
    public async Task Names_of_lists_are_case_sensitive(string name, HttpStatusCode expected)
    {
        using var reply = await Get(Client(Acme, Everybody), "company/named-lists/" + name);

        reply.StatusCode.Should().Be(expected);
    }

    [Fact]
    [Rule("record.list")]
    public async Task An_item_of_a_list_is_what_the_machine_format_holds()
    {
        var departments = (await Read("company/named-lists/department")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());

        var used = (await Search(Client(Acme, Everybody, View("work")), new { fields = new[] { "work.department" } })).Select(person => person.GetProperty("work").GetProperty("department").GetString());

        used.Distinct().Should().BeSubsetOf(departments);
    }

    [Fact]
    [Rule("other.profiles")]
    public async Task Profiles_show_active_people_of_the_audience_only()
    {
        var active = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } })).Select(person => person.GetProperty("id").GetString()).ToList();

        (await Read("profiles", View("root"))).GetProperty("employees").EnumerateArray().Select(person => person.GetProperty("id").GetString()).Should().Equal(active);
    }

    [Fact]
    [Rule("other.profiles", "other.profiles-birthday")]
    public async Task Profiles_have_fixed_fields_as_far_as_permitted()
    {
        var person = (await Read("profiles", View("root"), View("personal"))).GetProperty("employees")[0];

        person.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("id", "firstName", "surname", "email", "displayName", "personal");
        person.GetProperty("personal").EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("honorific", "shortBirthDate", "nationality", "pronouns");
    }

    [Fact]
    public async Task Profiles_need_basic_info()
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), "profiles");

        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Rule("other.avatars")]
    public async Task An_avatar_is_the_address_of_a_picture_by_id_or_by_email()
    {
        var client = Client(Acme, Everybody, View("root"));
        var person = (await Search(client, new { fields = new[] { "root.id", "root.email", "root.avatarUrl" } }))[0];
        var url = person.GetProperty("avatarUrl").GetString();

        foreach (var address in new[] { "avatars/" + person.GetProperty("id").GetString(), "avatars?email=" + person.GetProperty("email").GetString() })
            (await client.GetStringAsync(new Uri(address, UriKind.Relative), Stop)).Should().Be(url);
        using var unknown = await Get(client, "avatars/12345");
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
        using var closed = await Get(Client(Acme, Everybody, View("work")), "avatars/" + person.GetProperty("id").GetString());
        closed.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private async Task<JsonElement> Read(string path, params Grant[] grants)
    {
        using var reply = await Get(Client(Acme, Everybody, grants), path);
        reply.EnsureSuccessStatusCode();
        return await Json(reply);
    }
}
