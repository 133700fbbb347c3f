using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox.HiBob.Faults;

namespace GiftedPortal.Tests.Sandbox;

public sealed class FaultRules : BobTest
{
    [Theory]
    [InlineData(FaultKind.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData(FaultKind.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(FaultKind.RateLimited, HttpStatusCode.TooManyRequests)]
    [InlineData(FaultKind.ServerError, HttpStatusCode.InternalServerError)]
    [InlineData(FaultKind.HtmlPage, HttpStatusCode.OK)]
    public async Task A_fault_decides_the_answer_until_it_is_ended(FaultKind kind, HttpStatusCode expected)
    {
        var client = Client(Acme, Everybody, View("root"));

        Sandbox.World.SetFault(Acme.CompanyId, null, Fault.Of(kind));
        using var during = await Get(client, "company/people/fields");
        Sandbox.World.SetFault(Acme.CompanyId, null, Fault.Of(FaultKind.None));
        using var after = await Get(client, "company/people/fields");

        during.StatusCode.Should().Be(expected);
        during.Content.Headers.ContentType?.MediaType.Should().NotBe(kind is FaultKind.HtmlPage ? "application/json" : "text/html");
        (await Json(after)).GetArrayLength().Should().Be(239);
    }

    [Fact]
    public async Task A_fault_of_one_service_user_leaves_the_others_alone()
    {
        var (faulty, healthy) = (Sandbox.AddServiceUser(Acme, Everybody, View("root")), Sandbox.AddServiceUser(Acme, Everybody, View("root")));
        Sandbox.World.SetFault(Acme.CompanyId, faulty.Id, Fault.Of(FaultKind.ServerError));

        using var failed = await Get(Sandbox.Bob(faulty), "company/people/fields");
        using var fine = await Get(Sandbox.Bob(healthy), "company/people/fields");

        failed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        fine.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Truncated_json_ends_in_the_middle()
    {
        var client = Client(Acme, Everybody, View("root"));
        Sandbox.World.SetFault(Acme.CompanyId, null, Fault.Of(FaultKind.TruncatedJson));

        using var reply = await PostSearch(client, new { fields = new[] { "root.id" } });
        var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        body.Should().StartWith("""{"employees":[{"/root/id":""").And.HaveLength(60);
        body.Invoking(text => JsonDocument.Parse(text)).Should().Throw<JsonException>();
    }

    [Fact]
    public async Task A_slow_body_is_whole_in_the_end()
    {
        var client = Client(Acme, Everybody, View("root"));
        Sandbox.World.SetFault(Acme.CompanyId, null, new(FaultKind.SlowBody, TimeSpan.FromMilliseconds(1)));

        using var reply = await Get(client, "company/people/fields");

        (await Json(reply)).GetArrayLength().Should().Be(239);
    }

    [Fact]
    public async Task A_timeout_lasts_until_the_caller_gives_up()
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, View("root"));
        using (var first = Sandbox.Bob(credentials))
            await Get(first, "company/people/fields"); // the first call of all takes its time by itself
        using var client = Sandbox.Bob(credentials);
        client.Timeout = TimeSpan.FromMilliseconds(200);
        Sandbox.World.SetFault(Acme.CompanyId, null, Fault.Of(FaultKind.Timeout));

        var call = () => Get(client, "company/people/fields");

        await call.Should().ThrowAsync<TaskCanceledException>();
    }

    [Fact]
    public async Task Faults_can_be_set_over_http()
    {
        var client = Client(Acme, Everybody, View("root"));
        var faults = new Uri(Sandbox.BaseAddress, "bob/api/faults");

        using var set = await client.PostAsJsonAsync(faults, new { companyId = Acme.CompanyId, kind = "serverError" }, TestContext.Current.CancellationToken);
        using var failed = await Get(client, "company/people/fields");
        using var unknown = await client.PostAsJsonAsync(faults, new { companyId = Acme.CompanyId, kind = "earthquake" }, TestContext.Current.CancellationToken);

        set.StatusCode.Should().Be(HttpStatusCode.NoContent);
        failed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
