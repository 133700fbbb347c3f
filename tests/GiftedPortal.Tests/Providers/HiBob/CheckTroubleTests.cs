using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

public sealed class CheckTroubleTests : IDisposable
{
    private readonly FakeBob _bob = new();

    public void Dispose() => _bob.Dispose();

    public static TheoryData<string, HttpResponseMessage> Nonsense => new()
    {
        { "HTML", new HttpResponseMessage { Content = new StringContent("<html></html>", Encoding.UTF8, "text/html") } },
        { "no JSON", FakeBob.Json("<html></html>") },
        { "another form", FakeBob.Json("""{"people":[]}""") },
        { "a scalar", FakeBob.Json("7") },
        { "empty", FakeBob.Json("") },
        { "204", new HttpResponseMessage(HttpStatusCode.NoContent) },
        { "redirect", new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { Location = new Uri("https://elsewhere.example") } } },
        { "400", FakeBob.Json("""{"key":"exception","error":"bad"}""", HttpStatusCode.BadRequest) },
        { "404", FakeBob.Json("{}", HttpStatusCode.NotFound) },
        { "500", new HttpResponseMessage(HttpStatusCode.InternalServerError) },
        { "503", new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) },
    };

    [Fact]
    public async Task Rejected_credentials_cost_one_call_and_judge_nothing()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);

        var report = await _bob.CheckAsync();

        _bob.Requests.Should().ContainSingle();
        PermissionCheckTests.Provable(report).Should().OnlyContain(word => word == "CredentialsRejected");
        report.Credentials.Failure!.Kind.Should().Be(FailureKind.CredentialsRejected);
    }

    [Fact]
    public async Task Credentials_rejected_in_the_middle_judge_nothing()
    {
        _bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);

        PermissionCheckTests.Provable(await _bob.CheckAsync()).Should().OnlyContain(word => word == "CredentialsRejected");
    }

    [Fact]
    public async Task A_401_that_speaks_of_permissions_to_accepted_credentials_is_a_403()
    {
        _bob.Instead["/v1/bulk/people/work"] = () => FakeBob.Json("""{"errorMessage":"No permissions to read work"}""", HttpStatusCode.Unauthorized);

        var report = await _bob.CheckAsync();

        report.Word("work.history").Should().Be("Missing");
        report.Word("work.view").Should().Be("Granted");
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_search_without_an_answer_judges_no_section(string what, HttpResponseMessage answer)
    {
        _bob.Instead[FakeBob.Search] = () => answer;

        var report = await _bob.CheckAsync();

        report.Word("address.view").Should().Be("Unreachable", what);
        report.Word("email.view").Should().Be("Unreachable", what);
        report.Word("work.history").Should().Be("Granted", what);
        report.Audience.Known.Should().BeFalse();
        report.Credentials.Accepted.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Metadata_without_an_answer_judges_no_section_but_histories(string what, HttpResponseMessage answer)
    {
        _bob.Instead[FakeBob.Fields] = () => answer;

        var report = await _bob.CheckAsync();

        report.Word("address.view").Should().Be("Unreachable", what);
        report.Word("work.history").Should().Be("Granted", what);
        report.Word("email.view").Should().Be("Granted", what);
        report.Audience.People.Should().Be(3);
    }

    [Fact]
    public async Task A_rate_limit_names_the_moment_and_concerns_its_call_alone()
    {
        var now = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        _bob.Instead["/v1/bulk/people/work"] = () =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.Add("X-RateLimit-Reset", now.AddSeconds(42).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
            return response;
        };

        var report = await BobTesting.Provider(_bob, new FakeTimeProvider(now)).CheckPermissionsAsync(BobTesting.Connection, null, TestContext.Current.CancellationToken);

        report.Finding("work.history").Outcome.Should().Be(new PermissionOutcome.Unjudged(NoVerdict.RateLimited, now.AddSeconds(42)));
        report.Word("lifecycle.history").Should().Be("Granted");
    }

    [Fact]
    public async Task A_body_cut_off_proves_what_was_seen_and_nothing_else()
    {
        _bob.Sections.Remove("home");
        var body = _bob.Employees([.. _bob.Metadata.Keys]);
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json(body[..^30]);

        var report = await _bob.CheckAsync();

        report.Word("address.view").Should().Be("Granted");
        report.Word("home.view").Should().Be("Unreachable");
        report.Audience.Known.Should().BeFalse();
    }

    [Fact]
    public async Task A_broken_connection_is_unreachable()
    {
        _bob.Instead[FakeBob.Fields] = () => throw new HttpRequestException(HttpRequestError.NameResolutionError);

        var check = await BobTesting.Provider(_bob).CheckCredentialsAsync(BobTesting.Connection, TestContext.Current.CancellationToken);

        check.Failure!.Kind.Should().Be(FailureKind.Unreachable);
        check.Failure.Detail.Should().Contain("NameResolutionError");
    }

    [Fact]
    public async Task Forbidden_metadata_proves_the_credentials()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Forbidden);

        (await BobTesting.Provider(_bob).CheckCredentialsAsync(BobTesting.Connection, TestContext.Current.CancellationToken)).Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_firewalls_page_where_no_permission_is_needed_is_a_block()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<html>", Encoding.UTF8, "text/html") };

        var report = await _bob.CheckAsync();

        PermissionCheckTests.Provable(report).Should().OnlyContain(word => word == "Blocked");
        _bob.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_search_that_never_ends_stops_with_what_it_has()
    {
        var time = new FakeTimeProvider();
        var stall = new StallingContent(_bob.Employees([.. _bob.Metadata.Keys])[..^200]);
        _bob.Instead[FakeBob.Search] = () => new HttpResponseMessage { Content = stall };

        var check = BobTesting.Provider(_bob, time).CheckPermissionsAsync(BobTesting.Connection, null, TestContext.Current.CancellationToken);
        await stall.Stalled.WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(21));
        var report = await check;

        report.Word("address.view").Should().Be("Granted");
        report.Audience.Known.Should().BeFalse();
        report.Duration.Should().Be(TimeSpan.FromSeconds(21));
    }

    [Fact]
    public async Task A_table_that_hangs_for_twenty_seconds_takes_no_other_verdict_with_it()
    {
        var time = new FakeTimeProvider();
        var stall = new StallingContent("{");
        var told = new ToldUntil(finding => finding.Outcome is PermissionOutcome.Judged, 14);
        _bob.Sections.Remove("home");
        _bob.Instead["/v1/bulk/people/work"] = () => new HttpResponseMessage { Content = stall };

        var check = BobTesting.Provider(_bob, time).CheckPermissionsAsync(BobTesting.Connection, told, TestContext.Current.CancellationToken);
        await Task.WhenAll(stall.Stalled, told.Enough).WaitAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(19.9));
        check.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        var report = await check;

        report.Findings.Where(finding => finding.Outcome is PermissionOutcome.Unjudged).Select(finding => finding.Key).Should().Equal("work.history");
        report.Word("work.history").Should().Be("Unreachable");
        report.Word("home.view").Should().Be("Missing");
        report.Audience.People.Should().Be(3);
        report.Credentials.Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_is_thrown()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var check = () => BobTesting.Provider(_bob).CheckPermissionsAsync(BobTesting.Connection, null, cancelled.Token);

        await check.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Requests_carry_basic_credentials_and_a_get_has_no_content_type()
    {
        await _bob.CheckAsync();

        _bob.Requests.Should().AllSatisfy(request =>
        {
            request.Request.Headers.Authorization.Should().Be(new AuthenticationHeaderValue("Basic", Convert.ToBase64String("SERVICE-1:s3cret"u8)));
            request.Request.Headers.Accept.ToString().Should().Be("application/json");
            (request.Request.Content is null).Should().Be(request.Method == "GET");
        });
        _bob.Requests.Select(request => request.PathAndQuery).Should().Contain("/v1/bulk/people/lifecycle?limit=200");
    }
}
