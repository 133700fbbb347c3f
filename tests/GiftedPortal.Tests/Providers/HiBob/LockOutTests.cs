using System.Collections.Concurrent;
using System.Net;
using System.Text;
using GiftedPortal.Features.Permissions.Budget;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using GiftedPortal.Providers.HiBob.Api;
using GiftedPortal.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>
/// Two nodes over one database, eight service users, two hours of people pressing, pages watching, nights, syncs, wrong tokens and tokens taken back, many at the
/// same moment. Refusals are counted on Bob's side.
/// </summary>
public sealed class LockOutTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Users = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task In_any_ten_minutes_at_most_five_refusals_for_a_service_user_and_twenty_in_all(int seed)
    {
        var random = new Random(seed);
        var time = new JumpingTime();
        time.Jump(TimeSpan.FromDays(seed)); // the database is common to all seeds
        using var bob = new CountingBob(time);
        IHrisProvider[] nodes = [Node(bob, time), Node(bob, time)];

        for (var round = 0; round < 60; round++)
        {
            for (var change = 0; change < 3; change++)
                bob.Change(random.Next(Users), random);
            var doings = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (Node: nodes[random.Next(2)], User: random.Next(Users), What: random.Next(5))).ToList();
            await Task.WhenAll(doings.Select(doing => Task.Run(() => DoAsync(doing.Node, doing.User, doing.What), Stop)));
            time.Jump(TimeSpan.FromSeconds(random.Next(1, 240)));
        }

        bob.Refusals.Should().HaveCountGreaterThan(40);
        Most(bob.Refusals.Select(refusal => refusal.At)).Should().BeInRange(10, 20);
        foreach (var user in bob.Refusals.GroupBy(refusal => refusal.User))
            Most(user.Select(refusal => refusal.At)).Should().BeLessThanOrEqualTo(5, $"{user.Key} must not be locked out");
    }

    [Fact]
    public async Task Where_others_have_spent_their_half_of_the_common_places_what_a_sync_needs_is_regained_in_one_check_and_only_a_refused_table_waits()
    {
        var time = new JumpingTime();
        time.Jump(TimeSpan.FromDays(100));
        using var bob = new FakeBob();
        var provider = Node(bob, time);
        var connection = new ProviderConnection("Test", "SERVICE-regained", new Secret("right"));
        foreach (var lost in (string[])["work", "home"])
        {
            bob.Sections.Remove(lost);
            bob.Histories.Remove(lost);
        }

        (await provider.CheckPermissionsAsync(connection, CheckOccasion.Routine, null, Stop)).Words(["home.view", "work.history"]).Should().OnlyContain(word => word == "Missing");
        time.Jump(TimeSpan.FromMinutes(11));
        using var budget = new SharedFailedCallBudget(database.Contexts, time);
        for (var other = 0; other < IFailedCallBudget.Overall / 2; other++)
            foreach (var place in (await budget.TakeAsync([$"other {other}"], 1, sparing: false, Stop)).Places)
                await budget.RecordAsync(place, Refusal.Rejected);
        bob.Sections.Add("home");
        bob.Histories.Add("work");

        var report = await provider.CheckPermissionsAsync(connection, CheckOccasion.Routine, null, Stop);

        report.Word("home.view").Should().Be("Granted");
        report.Finding("work.history").Evidence.AgainAt.Should().NotBeNull();
        provider.Permissions.Where(permission => permission.SyncNeeds).Should().NotContain(permission => permission.Key.EndsWith(".history"), "no history holds a sync up");
    }

    private static async Task DoAsync(IHrisProvider node, int user, int what)
    {
        var connection = new ProviderConnection("Test", $"SERVICE-{user}", new Secret(what == 4 ? "wrong" : "right"));
        if (what == 4)
            await node.CheckCredentialsAsync(connection, Stop);
        else
            await node.CheckPermissionsAsync(connection, (CheckOccasion)(what % 3), null, Stop);
        if (what == 3)
        {
            try
            {
                await foreach (var _ in node.ReadPeopleAsync(connection, _ => { }, Stop))
                {
                }
            }
            catch (ProviderException)
            {
                // a sync that is refused ends
            }
        }
    }

    private static int Most(IEnumerable<DateTimeOffset> moments)
    {
        var sorted = moments.Order().ToList();
        return sorted.Max(from => sorted.Count(moment => moment >= from && moment < from + TimeSpan.FromMinutes(10)));
    }

    private IHrisProvider Node(HttpMessageHandler bob, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time).AddSingleton(database.Contexts)
            .AddSingleton<IFailedCallBudget, SharedFailedCallBudget>().AddSingleton<ICallNotes, SharedCallNotes>().AddHiBob(BobTesting.Configuration());
        services.AddHttpClient(HiBobClient.HttpName).ConfigurePrimaryHttpMessageHandler(() => bob);
        return services.BuildServiceProvider().GetRequiredService<IHrisProvider>();
    }

    /// <summary>Runs on like any clock, and jumps when told.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long _ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

        public void Jump(TimeSpan ahead) => Interlocked.Add(ref _ahead, ahead.Ticks);
    }

    private sealed class CountingBob(TimeProvider time) : HttpMessageHandler
    {
        private static readonly string[] Changing = ["work", "employment", "lifecycle", "home", "accepted", "audience", "lists"];

        private readonly FakeBob[] _bobs = [.. Enumerable.Range(0, Users).Select(_ => new FakeBob())];
        private readonly ConcurrentDictionary<(int User, string What), bool> _off = new();

        public ConcurrentQueue<(string User, DateTimeOffset At)> Refusals { get; } = new();

        public void Change(int user, Random random)
        {
            var what = Changing[random.Next(Changing.Length)];
            var off = _off[(user, what)] = random.Next(2) == 0;
            if (off)
            {
                _bobs[user].Sections.Remove(what);
                _bobs[user].Histories.Remove(what);
            }
            else if (Changing.IndexOf(what) < 4)
            {
                _bobs[user].Sections.Add(what);
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization!.Parameter!)).Split(':');
            var user = pair[0][^1] - '0';
            var path = request.RequestUri!.AbsolutePath;
            await Task.Yield();
            var status = pair[1] != "right" || _off.GetValueOrDefault((user, "accepted")) ? HttpStatusCode.Unauthorized
                : _off.GetValueOrDefault((user, "audience")) && path != FakeBob.Fields ? HttpStatusCode.Forbidden
                : _off.GetValueOrDefault((user, "lists")) && path == FakeBob.NamedLists ? HttpStatusCode.Forbidden
                : HttpStatusCode.OK;
            HttpResponseMessage response;
            if (status != HttpStatusCode.OK)
                response = new HttpResponseMessage(status);
            else
                using (var inner = new HttpMessageInvoker(_bobs[user], disposeHandler: false))
                    response = await inner.SendAsync(request, cancellationToken);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                Refusals.Enqueue((pair[0], time.GetUtcNow()));
            return response;
        }
    }
}
