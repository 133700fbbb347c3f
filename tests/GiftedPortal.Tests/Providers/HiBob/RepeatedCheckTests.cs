using System.Net;
using System.Text.Json;
using GiftedPortal.Providers;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Checks of credentials that were accepted a moment ago.</summary>
public sealed class RepeatedCheckTests : IDisposable
{
    private static readonly ProviderConnection Customers = BobTesting.Connection with { ConnectionId = Guid.NewGuid() };

    private readonly FakeBob _bob = new();
    private readonly WatchedTime _time = new();
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

    [Theory]
    [InlineData(FakeBob.Fields, FakeBob.Search)]
    [InlineData(FakeBob.Search, FakeBob.Fields)]
    public async Task The_first_check_begins_with_two_calls_and_the_head_of_either_answer_brings_the_tables(string answered, string held)
    {
        var body = await Body(answered);
        _bob.Instead[answered] = () => new HttpResponseMessage { Content = new HeldContent(body, _gate.FiveAreThere) };
        _gate.Holds(held);

        var report = await CheckAsync(Customers);

        PermissionCheckTests.Provable(report).Should().OnlyContain(word => word == "Granted");
        report.Calls.Should().HaveCount(5);
        _gate.Seen.Take(2).Should().BeEquivalentTo(FakeBob.Fields, FakeBob.Search);
    }

    [Fact]
    public async Task A_connections_credentials_that_were_never_accepted_make_no_third_call_before_the_first_answer_however_long_it_takes()
    {
        RejectAll();
        _gate.OpensAt = 2;
        var opened = _gate.HoldOpening();

        var check = CheckAsync(Customers);
        await _gate.Reached(2);
        _time.Advance(TimeSpan.FromSeconds(9));
        await BeQuietAsync();
        opened.SetResult();

        PermissionCheckTests.Provable(await check).Should().OnlyContain(word => word == "CredentialsRejected");
        _bob.Refusals.Should().Be(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_first_answer_is_as_slow_as_all_others_accepted_credentials_and_those_of_no_connection_start_all_five_after_a_moment(bool checkedBefore)
    {
        var connection = checkedBefore ? Customers : BobTesting.Connection;
        if (checkedBefore)
        {
            (await _provider.CheckCredentialsAsync(connection, Stop)).Accepted.Should().BeTrue();
            _time.Advance(TimeSpan.FromMinutes(59)); // as long as somebody needs in Bob's settings
        }

        _gate.OpensAt = _gate.Seen.Count + 5; // no call is answered before five are on their way

        var check = CheckAsync(connection);
        await _time.MomentSet.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        (await check).Word("address.view").Should().Be("Granted");
    }

    [Fact]
    public async Task Each_field_is_read_where_this_tenant_has_it_at_the_first_check_too()
    {
        _bob.Instead[FakeBob.Fields] = () => FakeBob.Json(
            """[{"id":"home.familyStatus","categoryId":"home","jsonPath":"family.status","type":"list"},{"id":"home.numberOfKids","categoryId":"home","jsonPath":"family.kids","type":"number"}]""");
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("""{"employees":[{"id":"1","family":{"status":null,"kids":null}}]}""");
        _gate.Holds(FakeBob.Fields); // the search is answered before

        (await CheckAsync()).Word("home.view").Should().Be("Granted");
    }

    [Fact]
    public async Task Whoever_mistypes_a_token_twice_is_heard_at_once_with_the_right_one()
    {
        RejectAll();
        _gate.OpensAt = 2;
        await CheckAsync(Customers with { Token = new Secret("mistyped") });
        await CheckAsync(Customers with { Token = new Secret("mistyped again") });
        _bob.Instead.Clear();

        PermissionCheckTests.Provable(await CheckAsync(Customers)).Should().OnlyContain(word => word == "Granted");
    }

    [Fact]
    public async Task After_an_hour_a_check_begins_as_the_first_one_did()
    {
        await CheckAsync();
        _time.Advance(TimeSpan.FromHours(1));
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
        _bob.Metadata.Remove("home.numberOfKids");
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
    public async Task A_token_taken_back_at_once_costs_two_refusals_and_no_cool_down()
    {
        await CheckAsync();
        RejectAll();
        _gate.OpensAt = _gate.Seen.Count + 2; // both are on their way before the first answer

        var rejected = await CheckAsync();
        _bob.Instead.Clear();

        PermissionCheckTests.Provable(rejected).Should().OnlyContain(word => word == "CredentialsRejected");
        _bob.Refusals.Should().Be(2);
        (await CheckAsync(BobTesting.Connection with { Token = new Secret("successor") })).Word("home.view").Should().Be("Granted");
    }

    [Fact]
    public async Task A_token_taken_back_an_hour_later_costs_one_call_and_its_successor_is_accepted_at_once()
    {
        await CheckAsync();
        _time.Advance(TimeSpan.FromHours(1));
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

    private Task<PermissionReport> CheckAsync(ProviderConnection? connection = null) => _provider.CheckPermissionsAsync(connection ?? BobTesting.Connection, null, Stop);

    private async Task<byte[]> Body(string path)
    {
        using var bob = new HttpMessageInvoker(new FakeBob());
        using var request = new HttpRequestMessage(path == FakeBob.Search ? HttpMethod.Post : HttpMethod.Get, "https://bob.example" + path);
        if (path == FakeBob.Search)
            request.Content = new StringContent(JsonSerializer.Serialize(new { fields = _bob.Metadata.Keys }));
        using var answer = await bob.SendAsync(request, Stop);
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    // whatever would follow by itself has followed
    private static async Task BeQuietAsync()
    {
        for (var i = 0; i < 1000; i++)
            await Task.Yield();
    }

    /// <summary>Tells when somebody waits for a moment only.</summary>
    private sealed class WatchedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero))
    {
        private readonly TaskCompletionSource _momentSet = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task MomentSet => _momentSet.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime <= TimeSpan.FromMilliseconds(100))
                _momentSet.TrySetResult();
            return timer;
        }
    }

    /// <summary>Holds calls back until so many are there.</summary>
    private sealed class Gate(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Dictionary<int, TaskCompletionSource> _reached = Enumerable.Range(1, 20).ToDictionary(count => count, _ => New());
        private readonly List<string> _seen = [];
        private string? _held;
        private TaskCompletionSource? _opening;

        public int OpensAt { get; set; }

        public IReadOnlyList<string> Seen
        {
            get
            {
                lock (_seen)
                    return [.. _seen];
            }
        }

        public Task FiveAreThere => Reached(5);

        public Task Reached(int calls) => _reached[calls].Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        public void Holds(string path) => _held = path;

        public TaskCompletionSource HoldOpening() => _opening = New();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath;
            lock (_seen)
            {
                _seen.Add(path);
                _reached[_seen.Count].SetResult();
            }

            if (path == _held)
                await FiveAreThere;
            if (OpensAt > 0)
                await Reached(OpensAt);
            if (_opening is not null)
                await _opening.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A body that comes later than its head.</summary>
    private sealed class HeldContent : StreamContent
    {
        public HeldContent(byte[] body, Task until)
            : base(new HeldStream(body, until)) => Headers.ContentType = new("application/json");

        private sealed class HeldStream(byte[] body, Task until) : MemoryStream(body)
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                await until;
                return await base.ReadAsync(buffer, cancellationToken);
            }
        }
    }
}
