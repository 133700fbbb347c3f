using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Api;
using GiftedPortal.Sandbox.HiBob.Faults;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox;

public sealed class FaultScenarioRules : BobTest
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Fact]
    public async Task A_fault_can_meet_one_endpoint_only()
    {
        Set(Fault.Of(FaultKind.ServerError) with { Endpoint = EndpointNames.BulkWork });
        var client = Client(Acme, Everybody, View("work"), View("root"));

        (await Status(client, "bulk/people/work")).Should().Be(HttpStatusCode.InternalServerError);
        (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.OK);
        (await Search(client, new { })).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_fault_can_meet_the_third_and_fourth_call_and_end_by_itself()
    {
        Set(Fault.Of(FaultKind.Unavailable) with { Skip = 2, Calls = 2, Endpoint = EndpointNames.Fields });
        var client = Client(Acme, Everybody, View("root"));
        await Get(client, "company/named-lists");

        var statuses = new List<int>();
        for (var call = 0; call < 6; call++)
            statuses.Add((int)await Status(client, "company/people/fields"));

        statuses.Should().Equal(200, 200, 503, 503, 200, 200);
        Sandbox.World.FaultsOf(Acme.CompanyId).Should().BeEmpty();
    }

    [Fact]
    public async Task A_deleted_service_user_takes_its_faults_along()
    {
        var world = Sandbox.World;
        var credentials = world.CreateServiceUser(Acme.CompanyId, "Gifted", "Gifted");
        world.SetFault(Acme.CompanyId, credentials.Id, Fault.Of(FaultKind.ServerError));

        world.DeleteServiceUser(Acme.CompanyId, credentials.Id);
        world.AddServiceUser(Acme.CompanyId, credentials, "Another", "Another");

        (await Status(Sandbox.Bob(credentials), "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_scenario_plays_several_faults_one_after_the_other()
    {
        Sandbox.World.SetFaults(Acme.CompanyId, null, Fault.Of(FaultKind.RateLimited) with { Calls = 1 }, Fault.Of(FaultKind.BadGateway) with { Calls = 1 });
        var client = Client(Acme, Everybody, View("root"));

        (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.TooManyRequests);
        (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.BadGateway);
        (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void Ending_a_fault_of_one_endpoint_leaves_the_others()
    {
        Set(Fault.Of(FaultKind.ServerError));
        Set(Fault.Of(FaultKind.Forbidden) with { Endpoint = EndpointNames.Search });
        Sandbox.World.FaultsOf(Acme.CompanyId).Select(fault => fault.Kind).Should().Equal(FaultKind.Forbidden, FaultKind.ServerError);
        Set(Fault.Of(FaultKind.None) with { Endpoint = EndpointNames.Search });
        Sandbox.World.FaultsOf(Acme.CompanyId).Select(fault => fault.Kind).Should().Equal(FaultKind.ServerError);
        Set(Fault.Of(FaultKind.None));
        Sandbox.World.FaultsOf(Acme.CompanyId).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rate_limit_says_when_it_ends_with_or_without_Retry_After(bool retryAfter)
    {
        Set(new(FaultKind.RateLimited, TimeSpan.FromSeconds(20)) { RetryAfter = retryAfter });

        using var reply = await Get(Client(Acme, Everybody, View("root")), "company/people/fields");

        reply.Headers.GetValues("X-RateLimit-Remaining").Should().Equal("0");
        reply.Headers.GetValues("X-RateLimit-Reset").Should().Equal((_time.GetUtcNow().ToUnixTimeSeconds() + 20).ToString(CultureInfo.InvariantCulture));
        reply.Headers.RetryAfter?.Delta.Should().Be(TimeSpan.FromSeconds(20));
        (reply.Headers.RetryAfter is not null).Should().Be(retryAfter);
    }

    [Fact]
    public async Task A_blocked_caller_gets_a_page_with_403()
    {
        Set(Fault.Of(FaultKind.Blocked));

        using var reply = await Get(Client(Acme, Everybody, View("root")), "company/people/fields");

        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        reply.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Fact]
    public async Task A_wrong_content_type_hides_the_right_data()
    {
        Set(Fault.Of(FaultKind.WrongContentType));

        using var reply = await PostSearch(Client(Acme, Everybody, View("root")), new { });

        reply.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("employees").GetArrayLength().Should().BePositive();
    }

    [Theory]
    [InlineData("company/people/fields")]
    [InlineData("bulk/people/work")]
    public async Task Duplicated_keys_change_nothing_for_who_reads_the_last_one(string path)
    {
        var client = Client(Acme, Everybody, Histories("work"));
        using var plain = await Get(client, path);
        Set(Fault.Of(FaultKind.DuplicatedKeys));
        using var doubled = await Get(client, path);

        var text = await doubled.Content.ReadAsStringAsync(Stop);
        text.Invoking(it => JsonDocument.Parse(it, new() { AllowDuplicateProperties = false })).Should().Throw<JsonException>();
        JsonDocument.Parse(text).RootElement.ValueKind.Should().Be((await Json(plain)).ValueKind);
    }

    [Fact]
    public async Task A_repeated_cursor_never_comes_to_an_end()
    {
        var client = Client(Acme, Everybody, Histories("work"));
        Set(Fault.Of(FaultKind.RepeatedCursor));
        var first = await Page("");
        var second = await Page(first.Next);

        second.Next.Should().Be(first.Next);
        second.Text.Should().Be(first.Text);

        async Task<(string Text, string Next)> Page(string cursor)
        {
            using var reply = await Get(client, "bulk/people/work?cursor=" + cursor);
            var page = await Json(reply);
            return (page.GetRawText(), page.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!);
        }
    }

    [Fact]
    public async Task A_truncated_reply_can_hold_some_people_before_it_ends()
    {
        Set(Fault.Of(FaultKind.TruncatedJson) with { Bytes = 10_000 });

        using var reply = await PostSearch(Client(Acme, Everybody, View("root")), new { });

        var body = await reply.Content.ReadAsByteArrayAsync(Stop);
        body.Should().HaveCount(10_000);
        Encoding.UTF8.GetString(body).Should().Contain("displayName");
    }

    [Fact]
    public async Task A_dropped_connection_is_no_answer_at_all()
    {
        Set(Fault.Of(FaultKind.Dropped));
        var client = Client(Acme, Everybody, View("root"));

        await client.Awaiting(it => Get(it, "company/people/fields")).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_late_answer_is_the_right_one()
    {
        Set(new(FaultKind.LateAnswer, TimeSpan.FromMinutes(1)));
        var call = Get(Client(Acme, Everybody, View("root")), "company/people/fields");
        for (; !call.IsCompleted; await Task.Yield())
            _time.Advance(TimeSpan.FromSeconds(30));

        using var reply = await call;

        (await Json(reply)).GetArrayLength().Should().Be(239);
    }

    [Fact]
    public async Task A_slow_body_ends_when_nobody_waits_for_it_any_more()
    {
        Set(new(FaultKind.SlowBody, TimeSpan.FromDays(1)));
        var client = Client(Acme, Everybody, View("root"));
        using (var reply = await client.GetAsync(new Uri("company/people/fields", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Stop))
            await (await reply.Content.ReadAsStreamAsync(Stop)).ReadExactlyAsync(new byte[10], Stop);

        for (; Sandbox.CallsOf(Acme).Count == 0; await Task.Yield())
            Stop.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task Endpoint_count_and_size_can_be_set_over_http()
    {
        var client = Client(Acme, Everybody, View("root"));
        var faults = new Uri(Sandbox.BaseAddress, "bob/api/faults");

        using var set = await client.PostAsJsonAsync(faults, new { companyId = Acme.CompanyId, kind = "truncatedJson", endpoint = "search", skip = 1, calls = 2, bytes = 5 }, Stop);
        using var unknown = await client.PostAsJsonAsync(faults, new { companyId = Acme.CompanyId, kind = "forbidden", endpoint = "nowhere" }, Stop);

        set.StatusCode.Should().Be(HttpStatusCode.NoContent);
        unknown.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Sandbox.World.FaultsOf(Acme.CompanyId).Should().Equal(new Fault(FaultKind.TruncatedJson, TimeSpan.FromSeconds(30)) { Endpoint = "search", Skip = 1, Calls = 2, Bytes = 5 });
    }

    [Fact]
    public async Task The_calls_of_a_company_can_be_counted()
    {
        var client = Client(Acme, Everybody, View("root"));
        await Get(client, "company/people/fields");
        await Search(client, new { });

        Sandbox.CallsOf(Acme).Select(call => (call.Method, call.Path, call.Status)).Should().Equal(("POST", "/v1/people/search", 200), ("GET", "/v1/company/people/fields", 200));
    }

    private void Set(Fault fault) => Sandbox.World.SetFault(Acme.CompanyId, null, fault);

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var reply = await Get(client, path);
        return reply.StatusCode;
    }
}
