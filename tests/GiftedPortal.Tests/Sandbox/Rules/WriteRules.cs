using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Creating and changing employees: https://apidocs.hibob.com/docs/update-employee-data and https://apidocs.hibob.com/reference/people.</summary>
public sealed class WriteRules : BobTest
{
    private static readonly object NewHire = new { firstName = "Noa", surname = "Levi", email = "noa.levi@acme.example", work = new { site = "London", startDate = "2026-12-01" } };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Fact]
    [Rule("people.lag")]
    public async Task Reads_show_what_was_there_before_a_write_for_20_seconds()
    {
        var client = Client(Acme, Everybody, View("root"), View("personalContact"), Edit("personalContact"));
        var (id, before) = await Mobile(client);

        using var written = await Put(client, "people/" + id, new { home = new { mobilePhone = "+44 20 7946 0000" } });
        written.StatusCode.Should().Be(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(19.9));
        (await Mobile(client)).Should().Be((id, before));

        _time.Advance(TimeSpan.FromSeconds(0.1));
        (await Mobile(client)).Should().Be((id, "+44 20 7946 0000"));
    }

    [Fact]
    [Rule("error.304")]
    public async Task A_write_that_changes_nothing_gets_304_also_before_reads_show_it()
    {
        var client = Client(Acme, Everybody, View("root"), View("personalContact"), Edit("personalContact"));
        var (id, _) = await Mobile(client);
        var body = new { home = new { mobilePhone = "+44 20 7946 0000" } };
        (await Put(client, "people/" + id, body)).StatusCode.Should().Be(HttpStatusCode.OK);

        using var again = await Put(client, "people/" + id, body);

        again.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(Stop)).Should().BeEmpty();
    }

    [Fact]
    [Rule("error.no-permission-to-write")]
    public async Task Whoever_may_see_but_not_edit_gets_401_with_an_errorMessage()
    {
        var client = Client(Acme, Everybody, View("root"), View("personalContact"));
        var (id, _) = await Mobile(client);

        using var refused = await Put(client, "people/" + id, new { home = new { mobilePhone = "1" } });

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var only = (await Json(refused)).EnumerateObject().Should().ContainSingle().Subject;
        (only.Name, only.Value.GetString()).Should().Be(("errorMessage", "No permissions to edit home.mobilePhone"));
    }

    [Fact]
    [Rule("error.not-in-list")]
    public async Task A_value_that_its_list_does_not_have_gets_400_that_names_the_field()
    {
        var client = Client(Acme, Everybody, View("root"), View("home"), Edit("home"));
        var id = (await Search(client, new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();

        using var refused = await Put(client, "people/" + id, new { home = new { familyStatus = "Complicated" } });
        var error = await Json(refused);

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        error.GetProperty("error").GetString().Should().Contain("isn't valid in list");
        error.GetProperty("errors").GetProperty("familyStatus").ValueKind.Should().Be(JsonValueKind.String);
        await Put(client, "people/" + id, new { home = new { familyStatus = "Married" } });
        (await Put(client, "people/" + id, new { home = new { familyStatus = "Divorced" } })).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [Rule("error.400", "error.key-and-error")]
    [InlineData("""{"internal":{"status":"Inactive"}}""")]
    [InlineData("""{"work":{"title":"244600100"}}""")]
    [InlineData("""{"no":{"such":"field"}}""")]
    [InlineData("""["home"]""")]
    [InlineData("rubbish")]
    public async Task What_no_update_can_change_gets_400_with_key_and_error(string body)
    {
        var client = Client(Acme, Everybody, Acme.PermissionLines.Select(line => line.Grant));
        var id = (await Search(client, new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();

        using var refused = await client.PutAsync(new Uri("people/" + id, UriKind.Relative), new StringContent(body), Stop);

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await Json(refused)).EnumerateObject().Select(property => property.Name).Should().Equal("key", "error");
    }

    [Fact]
    [Rule("error.404", "error.403")]
    public async Task Somebody_unknown_gets_404_and_somebody_outside_the_audience_403()
    {
        var id = (await Search(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } }))[0].GetProperty("id").GetString();

        (await Put(Client(Acme, Everybody, Edit("home")), "people/1", new { })).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await Put(Client(Acme, Audience.Of("1"), Edit("home")), "people/" + id, new { })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    [Rule("people.lag")]
    public async Task A_created_employee_is_answered_at_once_and_found_after_20_seconds()
    {
        var client = Client(Acme, Everybody, View("root"), Edit("root"), View("work"), View("home"), View("lifecycle"));

        using var created = await client.PostAsJsonAsync("people", NewHire, Stop);
        var person = await Json(created);
        (await Found(client)).Should().BeEmpty();
        _time.Advance(TimeSpan.FromSeconds(20));
        var found = (await Found(client)).Should().ContainSingle().Subject;

        created.StatusCode.Should().Be(HttpStatusCode.OK);
        person.GetProperty("displayName").GetString().Should().Be("Noa Levi");
        found.GetProperty("id").GetString().Should().Be(person.GetProperty("id").GetString());
        found.GetProperty("work").GetProperty("startDate").GetString().Should().Be("2026-12-01");
        found.GetProperty("work").GetProperty("site").GetString().Should().Be("London");
        found.GetProperty("work").GetProperty("title").ValueKind.Should().Be(JsonValueKind.Null);
        found.GetProperty("home").GetProperty("familyStatus").ValueKind.Should().Be(JsonValueKind.Null);
        found.GetProperty("internal").GetProperty("lifecycleStatus").GetString().Should().Be("Hired");
        (await Search(client, new { fields = new[] { "root.id" }, showInactive = true })).Should().HaveCount(1_001);
    }

    [Theory]
    [Rule("error.mandatory")]
    [InlineData("""{"firstName":"Noa"}""", "/surname,/email,/work/site,/work/startDate")]
    [InlineData("""{"firstName":"Noa","surname":"Levi","email":"n@acme.example","work":{"site":"London"}}""", "/work/startDate")]
    public async Task A_new_employee_without_what_is_mandatory_gets_400_that_names_it(string body, string missing)
    {
        using var refused = await Client(Acme, Everybody, Edit("root")).PostAsync(new Uri("people", UriKind.Relative), new StringContent(body), Stop);
        var errors = (await Json(refused)).GetProperty("errors");

        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        errors.EnumerateObject().Select(error => error.Name).Should().Equal(missing.Split(','));
        errors.EnumerateObject().Should().AllSatisfy(error => error.Value.GetProperty("error").GetString().Should().Be("MISSING_MANDATORY_FIELD"));
        errors.EnumerateObject().Should().AllSatisfy(error => error.Value.GetProperty("message").GetString().Should().NotBeEmpty());
    }

    [Fact]
    [Rule("error.no-permission-to-write")]
    public async Task Without_edit_nobody_can_be_created()
    {
        using var refused = await Client(Acme, Everybody, View("root")).PostAsJsonAsync("people", NewHire, Stop);

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await Json(refused)).TryGetProperty("errorMessage", out _).Should().BeTrue();
    }

    [Fact]
    public async Task An_email_address_needs_the_edit_line_of_its_own_and_finds_its_owner_then()
    {
        var client = Client(Acme, Everybody, View("root"), Edit("root"), Edit(PermissionLine.Email));
        var person = (await Search(client, new { fields = new[] { "root.id", "root.email" } }))[0];
        var (id, old) = (person.GetProperty("id").GetString(), person.GetProperty("email").GetString());

        (await Put(Client(Acme, Everybody, Edit("root")), $"people/{id}/email", new { email = "new@acme.example" })).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await Put(client, $"people/{id}/email", new { email = "new@acme.example" })).StatusCode.Should().Be(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromSeconds(20));

        (await ByEmail(client, "new@acme.example")).Should().ContainSingle().Which.GetProperty("id").GetString().Should().Be(id);
        (await ByEmail(client, old!)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("PUT", "people/1", 10)]
    [InlineData("PUT", "people/1/email", 20)]
    [InlineData("POST", "employees/1/start-date", 20)]
    [InlineData("GET", "people/1/salaries", 10)]
    public async Task Some_calls_have_a_lower_limit(string method, string path, int limit)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = method is "GET" ? null : JsonContent.Create(new { }) };
        using var reply = await Client(Acme, Everybody, View("root")).SendAsync(request, Stop);

        reply.Headers.GetValues("X-RateLimit-Limit").Should().Equal(limit.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_was_written_about_one_company_is_its_own_and_can_be_forgotten()
    {
        var client = Client(Acme, Everybody, View("root"), Edit("root"));
        await client.PostAsJsonAsync("people", NewHire, Stop);
        _time.Advance(TimeSpan.FromSeconds(20));
        (await Found(client)).Should().ContainSingle();
        (await Found(Sandbox.Bob(DemoTenants.GlobexServiceUser))).Should().BeEmpty();

        Sandbox.World.ForgetWritings(Acme.CompanyId);

        (await Found(client)).Should().BeEmpty();
    }

    private static async Task<(string Id, string? Mobile)> Mobile(HttpClient client)
    {
        var person = (await Search(client, new { fields = new[] { "root.id", "home.mobilePhone" } }))[0];
        return (person.GetProperty("id").GetString()!, person.GetProperty("home").GetProperty("mobilePhone").GetString());
    }

    private static Task<List<JsonElement>> Found(HttpClient client) => ByEmail(client, "noa.levi@acme.example");

    private static Task<List<JsonElement>> ByEmail(HttpClient client, string email) => Search(client, new
    {
        fields = new[] { "root.id", "work.startDate", "work.site", "work.title", "home.familyStatus", "internal.lifecycleStatus" },
        filters = new[] { new { fieldPath = "root.email", @operator = "equals", values = new[] { email } } },
        showInactive = true,
    });

    private static Task<HttpResponseMessage> Put(HttpClient client, string path, object body) => client.PutAsJsonAsync(path, body, Stop);
}
