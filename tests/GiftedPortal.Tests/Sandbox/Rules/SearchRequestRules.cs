using System.Net;
using System.Text.Json;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>What people search can be asked: https://apidocs.hibob.com/reference/post_people-search.</summary>
public sealed class SearchRequestRules : BobTest
{
    [Theory]
    [Rule("search.one-filter", "search.empty-filters", "error.400")]
    [InlineData("""{"filters":[]}""")]
    [InlineData("""{"filters":[{"fieldPath":"root.id","operator":"equals","values":[]}]}""")]
    [InlineData("""{"filters":[{"fieldPath":"root.id","operator":"equals"}]}""")]
    [InlineData("""{"filters":[{"fieldPath":"root.id","operator":"contains","values":["1"]}]}""")]
    [InlineData("""{"filters":[{"fieldPath":"work.department","operator":"equals","values":["1"]}]}""")]
    [InlineData("""{"filters":[{"fieldPath":"root.id","operator":"equals","values":["1"]},{"fieldPath":"root.email","operator":"equals","values":["a"]}]}""")]
    [InlineData("""{"fields":"root.id"}""")]
    [InlineData("""{"fields":[1]}""")]
    [InlineData("""{"showInactive":"yes"}""")]
    [InlineData("""[]""")]
    [InlineData("""{"fields":""")]
    public async Task A_body_that_breaks_a_rule_gets_400_with_a_reason(string body)
    {
        using var content = new StringContent(body);

        using var reply = await Client(Acme, Everybody, View("root")).PostAsync(new Uri("people/search", UriKind.Relative), content, TestContext.Current.CancellationToken);

        reply.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await Json(reply)).GetProperty("error").GetString().Should().NotBeEmpty();
    }

    [Theory]
    [Rule("search.fields-400")]
    [InlineData(400, HttpStatusCode.OK)]
    [InlineData(401, HttpStatusCode.BadRequest)]
    public async Task At_most_400_fields_can_be_asked_for(int count, HttpStatusCode expected)
    {
        using var reply = await PostSearch(Client(Acme, Everybody, View("root")), new { fields = Enumerable.Range(0, count).Select(number => $"no.field{number}") });

        reply.StatusCode.Should().Be(expected);
    }

    [Fact]
    [Rule("search.one-filter", "people.outside")]
    public async Task A_filter_finds_people_by_id_or_by_email_inside_the_audience()
    {
        var client = Client(Acme, Everybody, View("root"));
        var some = (await Search(client, new { fields = new[] { "root.id", "root.email" } })).Take(3).ToList();

        var byId = await Search(client, Filter("root.id", some.Select(person => person.GetProperty("id").GetString()!).Append("12345")));
        var byEmail = await Search(client, Filter("root.email", some.Select(person => person.GetProperty("email").GetString()!).Append("nobody@acme.example")));
        var outside = await Search(Client(Acme, Audience(some[0]), View("root")), Filter("root.id", some.Select(person => person.GetProperty("id").GetString()!)));

        byId.Should().HaveCount(3);
        byEmail.Should().HaveCount(3);
        outside.Should().HaveCount(1);
    }

    [Fact]
    [Rule("search.one-person")]
    public async Task One_person_is_found_by_id_and_by_email_as_a_bare_object()
    {
        var client = Client(Acme, Everybody, View("root"));
        var person = (await Search(client, new { fields = new[] { "root.id", "root.email" } }))[0];

        foreach (var identifier in new[] { person.GetProperty("id").GetString(), person.GetProperty("email").GetString() })
        {
            using var content = new StringContent("""{"fields":["root.id"]}""");
            using var reply = await client.PostAsync(new Uri("people/" + identifier, UriKind.Relative), content, TestContext.Current.CancellationToken);
            (await Json(reply)).GetProperty("id").GetString().Should().Be(person.GetProperty("id").GetString());
        }
    }

    [Fact]
    [Rule("search.one-unknown", "error.404")]
    public async Task An_unknown_person_gets_404()
    {
        using var content = new StringContent("{}");

        using var reply = await Client(Acme, Everybody, View("root")).PostAsync(new Uri("people/12345", UriKind.Relative), content, TestContext.Current.CancellationToken);

        reply.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    [Rule("record.append", "search.readable")]
    public async Task Append_adds_a_node_of_readable_text_and_leaves_the_machine_values()
    {
        var person = await First("APPEND");

        person.GetProperty("work").GetProperty("startDate").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\d$");
        person.GetProperty("work").GetProperty("department").GetString().Should().MatchRegex(@"^\d+$");
        var readable = person.GetProperty("humanReadable").GetProperty("work");
        readable.GetProperty("startDate").GetString().Should().MatchRegex(@"^\d\d/\d\d/\d{4}$");
        readable.GetProperty("department").GetString().Should().MatchRegex(@"^\D+$");
        readable.GetProperty("siteId").ValueKind.Should().Be(JsonValueKind.String);
    }

    [Fact]
    [Rule("record.replace", "search.readable")]
    public async Task Replace_makes_every_value_readable_text()
    {
        var person = await First("REPLACE");

        person.TryGetProperty("humanReadable", out _).Should().BeFalse();
        person.GetProperty("work").EnumerateObject().Should().AllSatisfy(property => property.Value.ValueKind.Should().Be(JsonValueKind.String));
        person.GetProperty("/work/startDate").GetProperty("value").GetString().Should().MatchRegex(@"^\d\d/\d\d/\d{4}$");
    }

    [Theory]
    [Rule("search.readable")]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData(true)]
    public async Task Any_other_readable_format_does_nothing(object format)
    {
        var person = await First(format);

        person.TryGetProperty("humanReadable", out _).Should().BeFalse();
        person.GetProperty("work").GetProperty("siteId").ValueKind.Should().Be(JsonValueKind.Number);
    }

    [Fact]
    [Rule("record.date")]
    public async Task Values_have_the_formats_of_their_types()
    {
        var fields = new[] { "root.companyId", "work.shortStartDate", "work.tenureDuration", "work.reportsTo", "work.manager", "root.creationDateTime", "about.hobbies" };
        var person = (await Search(Client(Acme, Everybody, View("root"), View("work"), View("about")), new { fields }))[5];

        person.GetProperty("companyId").GetInt64().Should().Be(637323);
        person.GetProperty("work").GetProperty("shortStartDate").GetString().Should().MatchRegex(@"^\d\d-\d\d$");
        person.GetProperty("work").GetProperty("tenureDuration").GetProperty("periodISO").GetString().Should().MatchRegex(@"^P\d+Y\d+M\d+D$");
        person.GetProperty("work").GetProperty("reportsTo").GetProperty("id").GetString().Should().Be(person.GetProperty("work").GetProperty("manager").GetString());
        person.GetProperty("creationDateTime").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$");
        person.GetProperty("about").GetProperty("hobbies").GetArrayLength().Should().Be(0);
    }

    [Fact]
    [Rule("search.no-paging")]
    public async Task There_is_no_paging_and_one_reply_has_everybody()
    {
        (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" }, showInactive = true, limit = 10, offset = 5, cursor = "x" })).Should().HaveCount(1_000);
    }

    [Fact]
    [Rule("search.batches")]
    public async Task Two_hundred_people_can_be_asked_for_by_id_at_once()
    {
        var client = Client(Acme, Everybody, View("root"));
        var ids = (await Search(client, new { fields = new[] { "root.id" } })).Take(200).Select(person => person.GetProperty("id").GetString()!).ToList();

        (await Search(client, Filter("root.id", ids))).Select(person => person.GetProperty("id").GetString()).Should().Equal(ids);
    }

    [Fact]
    [Rule("search.no-custom-default")]
    public async Task Custom_fields_are_not_in_the_default_set()
    {
        var size = Sandbox.World.AddCustomField(Acme.CompanyId, "work", "Shirt size");
        var client = Client(Acme, Everybody, View("work"));

        (await Search(client, new { }))[0].GetProperty("work").TryGetProperty("custom", out _).Should().BeFalse();
        (await Search(client, new { fields = new[] { size.Id } }))[0].GetProperty("work").GetProperty("custom").EnumerateObject().Single().Name.Should().MatchRegex(@"^field_\d+$");
    }

    [Fact]
    [Rule("search.one-inactive")]
    public async Task One_person_is_found_although_inactive()
    {
        var client = Client(Acme, Everybody, View("root"), View("lifecycle"));
        var left = (await Search(client, new { fields = new[] { "root.id", "internal.status" }, showInactive = true }))
            .First(person => person.GetProperty("internal").GetProperty("status").GetString() == "Inactive").GetProperty("id").GetString();
        using var content = new StringContent("""{"fields":["root.id"]}""");

        using var reply = await client.PostAsync(new Uri("people/" + left, UriKind.Relative), content, Stop);

        (await Json(reply)).GetProperty("id").GetString().Should().Be(left);
    }

    private static object Filter(string field, IEnumerable<string> values) =>
        new { fields = new[] { "root.id" }, filters = new[] { new { fieldPath = field, @operator = "equals", values } } };

    private static GiftedPortal.Sandbox.HiBob.Model.Audience Audience(JsonElement person) =>
        GiftedPortal.Sandbox.HiBob.Model.Audience.Of(person.GetProperty("id").GetString()!);

    private async Task<JsonElement> First(object format) => (await Search(
        Client(Acme, Everybody, View("work")), new { fields = new[] { "work.startDate", "work.department", "work.siteId", "work.isManager" }, humanReadable = format }))[0];
}
