using System.Globalization;
using System.Net;
using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Which calls are not made, so that nobody is locked out.</summary>
public sealed class CallGuardTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeBob _bob = new();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly IHrisProvider _provider;

    public CallGuardTests() => _provider = BobTesting.Provider(_bob, _time);

    public void Dispose() => _bob.Dispose();

    [Fact]
    public async Task Wrong_credentials_are_tried_five_times_in_ten_minutes_whatever_the_token()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);
        for (var i = 0; i < 5; i++)
            (await TryAsync($"token-{i}")).Failure!.Kind.Should().Be(FailureKind.CredentialsRejected);

        var sixth = await TryAsync("token-6");
        var report = await CheckAsync();

        sixth.Failure.Should().Be(new ProviderFailure(FailureKind.Blocked, "GET /company/people/fields", null, Now.AddMinutes(10), "not called: too many failed calls"));
        PermissionCheckTests.Provable(report).Should().OnlyContain(word => word == "Blocked");
        report.Calls.Should().BeEmpty();
        _bob.Requests.Should().HaveCount(5);

        _time.Advance(TimeSpan.FromMinutes(10));
        (await TryAsync("token-7")).Failure!.Kind.Should().Be(FailureKind.CredentialsRejected);
    }

    [Fact]
    public async Task Another_service_user_is_not_held_back()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);
        for (var i = 0; i < 5; i++)
            await TryAsync("wrong");
        _bob.Instead.Clear();

        (await _provider.CheckCredentialsAsync(BobTesting.Connection with { ServiceUserId = "SERVICE-2" }, Stop)).Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_is_held_back_after_five_refusals_whatever_ids_are_typed_into_it()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);
        var typed = BobTesting.Connection with { ConnectionId = Guid.NewGuid() };
        for (var i = 0; i < 5; i++)
            await _provider.CheckCredentialsAsync(typed with { ServiceUserId = $"SERVICE-{i}" }, Stop);

        var sixth = await _provider.CheckCredentialsAsync(typed with { ServiceUserId = "SERVICE-6" }, Stop);
        var elsewhere = await _provider.CheckCredentialsAsync(typed with { ServiceUserId = "SERVICE-6", ConnectionId = Guid.NewGuid() }, Stop);

        sixth.Failure.Should().BeEquivalentTo(new { Kind = FailureKind.Blocked, RetryAt = Now.AddMinutes(10) });
        elsewhere.Failure!.Kind.Should().Be(FailureKind.CredentialsRejected);
    }

    [Fact]
    public async Task Calls_that_were_never_answered_may_have_been_refused_and_count_unless_the_credentials_are_known_to_be_accepted()
    {
        (await TryAsync("right")).Accepted.Should().BeTrue();
        _bob.Instead[FakeBob.Fields] = () => throw new OperationCanceledException("no answer in time");
        for (var i = 0; i < 5; i++)
            (await TryAsync("unknown")).Failure!.Kind.Should().Be(FailureKind.Unreachable);

        (await TryAsync("unknown")).Failure.Should().BeEquivalentTo(new { Kind = FailureKind.Blocked, RetryAt = Now.AddMinutes(10) });
        _bob.Instead[FakeBob.Fields] = () => throw new HttpRequestException(HttpRequestError.ConnectionError);
        _time.Advance(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 6; i++)
            (await TryAsync("unknown")).Failure!.Kind.Should().Be(FailureKind.Unreachable, "what never reached Bob was not refused");
    }

    [Fact]
    public async Task An_unanswered_call_of_accepted_credentials_counts_as_on_its_way_and_no_longer()
    {
        await TryAsync("right");
        _bob.Instead[FakeBob.Fields] = () => throw new OperationCanceledException("no answer in time");
        for (var i = 0; i < 5; i++)
            await TryAsync("right");
        _bob.Instead.Clear();

        var waiting = TryAsync("right");
        waiting.IsCompleted.Should().BeFalse();
        _time.Advance(IFailedCallBudget.InFlight);

        (await waiting).Accepted.Should().BeTrue();
    }

    [Fact]
    public async Task Trouble_at_the_provider_spends_no_budget()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.InternalServerError);
        for (var i = 0; i < 8; i++)
            (await TryAsync("token")).Failure!.Kind.Should().Be(FailureKind.Unreachable);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, null, 42, "RateLimited")]
    [InlineData(HttpStatusCode.TooManyRequests, 90, null, "RateLimited")]
    [InlineData(HttpStatusCode.OK, null, 42, "Granted")]
    public async Task An_endpoint_without_calls_left_is_not_called_before_its_time(HttpStatusCode status, int? retryAfter, int? reset, string word)
    {
        _bob.Instead["/v1/bulk/people/work"] = () =>
        {
            var response = FakeBob.Json("""{"results":[{"employeeId":"1","values":[{"id":1,"isCurrent":false}]}]}""", status);
            response.Headers.Add("X-RateLimit-Remaining", "0");
            if (reset is { } seconds)
                response.Headers.Add("X-RateLimit-Reset", _time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            if (retryAfter is { } later)
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(later));
            return response;
        };
        (await CheckAsync()).Word("work.history").Should().Be(word);

        var held = await CheckAsync();

        held.Finding("work.history").Outcome.Should().Be(new PermissionOutcome.Unjudged(NoVerdict.RateLimited, Now.AddSeconds(retryAfter ?? reset!.Value)));
        held.Word("lifecycle.history").Should().Be("Granted");
        _bob.Requests.Count(request => request.PathAndQuery.Contains("work", StringComparison.Ordinal)).Should().Be(1);
        _time.Advance(TimeSpan.FromSeconds(91));
        (await CheckAsync()).Word("work.history").Should().Be(word);
    }

    [Fact]
    public async Task A_firewalls_block_holds_every_call_until_it_ends()
    {
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("<html>", null, "text/html") };
        await CheckAsync();

        var held = await CheckAsync();

        held.Finding("address.view").Outcome.Should().Be(new PermissionOutcome.Unjudged(NoVerdict.Blocked, Now.AddMinutes(5)));
        _bob.Requests.Should().ContainSingle();
    }

    private Task<CredentialCheck> TryAsync(string token) => _provider.CheckCredentialsAsync(BobTesting.Connection with { Token = new Secret(token) }, Stop);

    private Task<PermissionReport> CheckAsync() => _provider.CheckPermissionsAsync(BobTesting.Connection, null, Stop);
}
