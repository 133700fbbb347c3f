using System.Net;
using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Checks of credentials that were accepted a moment ago.</summary>
public sealed class RepeatedCheckTests : IDisposable
{
    private readonly FakeBob _bob = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));
    private readonly IHrisProvider _provider;
    private readonly Gate _gate;

    public RepeatedCheckTests()
    {
        _gate = new Gate(_bob);
        _provider = BobTesting.Provider(_gate, _time);
    }

    public void Dispose()
    {
        _gate.Dispose();
        _bob.Dispose();
    }

    [Fact]
    public async Task The_first_check_asks_for_the_metadata_alone_and_the_next_one_starts_all_five_together()
    {
        var first = await CheckAsync();
        var order = _bob.Requests.Select(request => request.PathAndQuery).ToList();
        _gate.OpensAt = 5; // no call is answered before five have been made

        var second = await CheckAsync();

        order[0].Should().Be(FakeBob.Fields);
        second.Findings.Should().BeEquivalentTo(first.Findings);
        second.Calls.Should().HaveCount(5);
        _bob.Requests.Should().HaveCount(10);
    }

    [Fact]
    public async Task Credentials_checked_before_make_the_first_full_check_start_together()
    {
        (await _provider.CheckCredentialsAsync(BobTesting.Connection, Stop)).Accepted.Should().BeTrue();
        _gate.OpensAt = 5;

        (await CheckAsync()).Word("address.view").Should().Be("Granted");
    }

    [Fact]
    public async Task After_some_minutes_a_check_begins_as_the_first_one_did()
    {
        await CheckAsync();
        _time.Advance(TimeSpan.FromMinutes(6));
        _bob.Instead[FakeBob.Fields] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);

        await CheckAsync();

        _bob.Requests.Should().HaveCount(6);
    }

    [Fact]
    public async Task A_category_that_was_given_other_fields_since_waits_for_the_next_check()
    {
        await CheckAsync();
        _bob.Metadata["work.custom.field_1"] = ("home", "Home");
        _bob.Metadata.Remove("home.legalGender");
        _bob.Metadata.Remove("home.familyStatus");

        var changed = await CheckAsync();
        var next = await CheckAsync();

        changed.Word("home.view").Should().Be("NotChecked");
        changed.Word("address.view").Should().Be("Granted");
        changed.Calls.Should().HaveCount(5);
        next.Word("home.view").Should().Be("Granted");
        next.Calls.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_field_moved_since_counts_for_its_new_category_at_once()
    {
        await CheckAsync();
        _bob.Metadata["home.numberOfKids"] = ("personal", "About you");
        _bob.Sections.Remove("personal");

        var report = await CheckAsync();

        report.Word("home.view").Should().Be("Granted");
        report.Word("personal.view").Should().Be("Missing");
        report.Finding("personal.view").Evidence.Absent.Should().Contain("home.numberOfKids");
    }

    [Fact]
    public async Task A_token_taken_back_at_this_very_moment_costs_one_round_and_a_cool_down_that_says_until_when()
    {
        await CheckAsync();
        _bob.Requests.Clear();
        RejectAll();
        _gate.OpensAt = 5; // all five are on their way before the first answer

        var rejected = await CheckAsync();
        var held = await CheckAsync();

        PermissionCheckTests.Provable(rejected).Should().OnlyContain(word => word == "CredentialsRejected");
        held.Finding("home.view").Outcome.Should().Be(new PermissionOutcome.Unjudged(NoVerdict.Blocked, _time.GetUtcNow().AddMinutes(10)));
        _bob.Requests.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_token_taken_back_a_minute_later_costs_one_call_and_its_successor_is_accepted_at_once()
    {
        await CheckAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        _bob.Requests.Clear();
        RejectAll();

        PermissionCheckTests.Provable(await CheckAsync()).Should().OnlyContain(word => word == "CredentialsRejected");
        _bob.Requests.Should().ContainSingle();
        _bob.Instead.Clear();

        (await _provider.CheckPermissionsAsync(BobTesting.Connection with { Token = new Secret("successor") }, null, Stop)).Word("home.view").Should().Be("Granted");
    }

    private void RejectAll()
    {
        foreach (var path in (string[])[FakeBob.Fields, FakeBob.Search, "/v1/bulk/people/work", "/v1/bulk/people/employment", "/v1/bulk/people/lifecycle"])
            _bob.Instead[path] = () => new HttpResponseMessage(HttpStatusCode.Unauthorized);
    }

    private Task<PermissionReport> CheckAsync() => _provider.CheckPermissionsAsync(BobTesting.Connection, null, Stop);

    /// <summary>Holds calls back until so many are there.</summary>
    private sealed class Gate(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public int OpensAt { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (OpensAt > 0)
            {
                if (Interlocked.Increment(ref _waiting) == OpensAt)
                    _open.SetResult();
                await _open.Task.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
