using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Tests.Sandbox.Book;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Adding rows to tables (https://apidocs.hibob.com/reference/employee-tables) and items to lists
/// (https://apidocs.hibob.com/reference/post_company-named-lists-listname).</summary>
public sealed class RowWriteRules : BobTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Theory]
    [InlineData("""{"effectiveDate":"2026-11-20","title":"244600103","department":"244609700","siteId":2510069}""")]
    [InlineData("""{"effectiveDate":"2026-11-20","title":"244600103","department":"244609700","site":"London"}""")]
    public async Task A_new_row_becomes_the_current_one_and_is_what_the_record_shows(string body)
    {
        var client = Client(Acme, Everybody, View("root"), View("work"), Histories("work"), Edit("work"));
        var id = await SomeId(client);
        var before = await Rows(client, id);

        using var added = await client.PostAsync(new Uri($"people/{id}/work", UriKind.Relative), new StringContent(body), Stop);
        _time.Advance(TimeSpan.FromSeconds(20));
        var after = await Rows(client, id);

        added.StatusCode.Should().Be(HttpStatusCode.OK);
        after.Should().HaveCount(before.Count + 1);
        after.Select(row => row.GetProperty("isCurrent").GetBoolean()).Should().Equal([.. before.Select(_ => false), true]);
        after[^2].GetProperty("endEffectiveDate").GetString().Should().Be("2026-11-19");
        after[^1].GetProperty("title").GetString().Should().Be("244600103");
        after[^1].GetProperty("siteId").GetInt32().Should().Be(2510069);
        var work = (await Person(client, id)).GetProperty("work");
        work.GetProperty("title").GetString().Should().Be("244600103");
        work.GetProperty("site").GetString().Should().Be("London");
    }

    [Fact]
    [Rule("error.duplicate-row")]
    public async Task A_second_row_of_the_same_day_gets_400_with_the_key_of_a_duplicate()
    {
        var client = Client(Acme, Everybody, View("root"), View("employment"), Edit("employment"));
        var id = await SomeId(client);
        (await client.PostAsJsonAsync($"people/{id}/employment", new { effectiveDate = "2026-11-20" }, Stop)).StatusCode.Should().Be(HttpStatusCode.OK);

        using var refused = await client.PostAsJsonAsync($"people/{id}/employment", new { effectiveDate = "2026-11-20" }, Stop);

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await Json(refused)).GetProperty("key").GetString().Should().Be("exception.history.duplicated.bulk");
    }

    [Fact]
    [Rule("error.mandatory", "error.not-in-list")]
    public async Task A_row_without_its_date_or_with_an_unknown_item_gets_400_that_names_it()
    {
        var client = Client(Acme, Everybody, View("root"), Edit("work"));
        var id = await SomeId(client);

        using var undated = await client.PostAsJsonAsync($"people/{id}/work", new { title = "244600103" }, Stop);
        using var unknown = await client.PostAsJsonAsync($"people/{id}/work", new { effectiveDate = "2026-11-20", title = "Wizard" }, Stop);

        (undated.StatusCode, unknown.StatusCode).Should().Be((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest));
        (await Json(undated)).GetProperty("errors").GetProperty("/effectiveDate").GetProperty("error").GetString().Should().Be("MISSING_MANDATORY_FIELD");
        (await Json(unknown)).GetProperty("errors").GetProperty("title").GetString().Should().Contain("Wizard");
    }

    [Fact]
    [Rule("error.no-permission-to-write")]
    public async Task Without_edit_no_row_can_be_added()
    {
        var client = Client(Acme, Everybody, View("root"), View("work"), Histories("work"));

        using var refused = await client.PostAsJsonAsync($"people/{await SomeId(client)}/work", new { effectiveDate = "2026-11-20" }, Stop);

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await Json(refused)).GetProperty("errorMessage").GetString().Should().StartWith("No permissions to");
    }

    [Theory]
    [Rule("error.409")]
    [InlineData("department", "Robotics", HttpStatusCode.OK)]
    [InlineData("department", "Engineering", HttpStatusCode.Conflict)]
    [InlineData("nosuchlist", "Robotics", HttpStatusCode.NotFound)]
    public async Task An_item_is_added_to_a_list_that_does_not_have_it(string list, string name, HttpStatusCode expected)
    {
        var client = Client(Acme, Everybody, View("root"));

        using var added = await client.PostAsJsonAsync("company/named-lists/" + list, new { name }, Stop);

        added.StatusCode.Should().Be(expected);
        if (expected is not HttpStatusCode.OK)
            return;
        var id = (await Json(added)).GetProperty("id").GetString();
        _time.Advance(TimeSpan.FromSeconds(20));
        using var items = await Get(client, "company/named-lists/" + list);
        (await Json(items)).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("name").GetString() == name).GetProperty("id").GetString().Should().Be(id);
        (await client.PostAsJsonAsync("company/named-lists/" + list, new { name }, Stop)).StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    private static async Task<string> SomeId(HttpClient client) => (await Search(client, new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString()!;

    private static async Task<JsonElement> Person(HttpClient client, string id)
    {
        using var reply = await client.PostAsJsonAsync("people/" + id, new { fields = new[] { "work.title", "work.site" } }, Stop);
        return await Json(reply);
    }

    private static async Task<List<JsonElement>> Rows(HttpClient client, string id)
    {
        using var reply = await Get(client, $"people/{id}/work");
        return [.. (await Json(reply)).GetProperty("values").EnumerateArray()];
    }
}
