using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Model;
using GiftedPortal.Tests.Sandbox.Book;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox.Rules;

/// <summary>Rate limits and blocking: https://apidocs.hibob.com/reference/rate-limiting.</summary>
public sealed class RefusalRules : BobTest
{
    private static readonly DateTimeOffset NextMinute = new(2026, 11, 22, 9, 1, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Fact]
    [Rule("limit.per-endpoint", "error.429")]
    public async Task The_51st_call_of_a_minute_gets_429_until_the_reset()
    {
        var client = Client(Acme, Everybody, View("root"));
        for (var call = 0; call < 50; call++)
            (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.OK);

        using var refused = await Get(client, "company/people/fields");
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.GetValues("X-RateLimit-Remaining").Should().Equal("0");
        refused.Headers.GetValues("X-RateLimit-Reset").Should().Equal(NextMinute.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

        (await Status(client, "company/named-lists")).Should().Be(HttpStatusCode.OK, "each endpoint counts for itself");
        (await Status(Client(Acme, Everybody, View("root")), "company/people/fields")).Should().Be(HttpStatusCode.OK, "each caller counts for itself");
        _time.Advance(TimeSpan.FromSeconds(55));
        (await Status(client, "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    [Rule("limit.block-address")]
    public async Task Fifty_401s_within_ten_seconds_shut_the_address_out_for_five_minutes()
    {
        for (var call = 0; call < 50; call++)
            await Status(Sandbox.Bob(new($"SERVICE-{call}", "wrong")), "company/people/fields");

        var good = Client(Acme, Everybody, View("root"));
        (await Status(good, "company/people/fields")).Should().Be(HttpStatusCode.Forbidden);
        _time.Advance(TimeSpan.FromMinutes(5));
        (await Status(good, "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    [Rule("limit.block-header-401")]
    public async Task Fifty_401s_with_one_header_shut_that_header_out_wherever_they_came_from()
    {
        var good = Client(Acme, Everybody, View("root"));
        var wrong = new ServiceUserCredentials("SERVICE-1", "wrong");
        for (var call = 0; call < 50; call++)
        {
            using var from = From(call % 2 == 0 ? "127.0.0.2" : "127.0.0.3", wrong);
            (await Status(from, "company/people/fields")).Should().Be(HttpStatusCode.Unauthorized);
        }

        (await Status(Sandbox.Bob(wrong), "company/people/fields")).Should().Be(HttpStatusCode.Forbidden);
        (await Status(good, "company/people/fields")).Should().Be(HttpStatusCode.OK, "neither address had fifty");
        _time.Advance(TimeSpan.FromMinutes(5));
        (await Status(Sandbox.Bob(wrong), "company/people/fields")).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [Rule("limit.block-header-403")]
    public async Task Fifty_403s_within_ten_seconds_shut_that_header_out_and_no_other()
    {
        var denied = Client(Acme, Everybody, View("root"));
        for (var call = 0; call < 50; call++)
            await Status(denied, "bulk/people/work");

        using var shutOut = await Get(denied, "company/people/fields");
        shutOut.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        shutOut.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await Status(Client(Acme, Everybody, View("root")), "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Fifty_refusals_spread_over_more_than_ten_seconds_shut_nobody_out()
    {
        for (var call = 0; call < 60; call++)
        {
            await Status(Sandbox.Bob(new($"SERVICE-{call}", "wrong")), "company/people/fields");
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        (await Status(Client(Acme, Everybody, View("root")), "company/people/fields")).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [Rule("limit.headers")]
    [InlineData("company/people/fields", "50")]
    [InlineData("company/named-lists", "50")]
    [InlineData("bulk/people/work", "50")]
    [InlineData("profiles", "40")]
    [InlineData("company/reports", "20")]
    public async Task Every_reply_tells_the_limit_of_its_endpoint(string path, string limit)
    {
        using var reply = await Get(Client(Acme, Everybody, View("root"), View("work")), path);

        reply.StatusCode.Should().Be(HttpStatusCode.OK);
        reply.Headers.GetValues("X-RateLimit-Limit").Should().Equal(limit);
        reply.Headers.GetValues("X-RateLimit-Reset").Should().Equal(NextMinute.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        reply.Headers.RetryAfter.Should().BeNull("it is not documented");
    }

    [Fact]
    [Rule("limit.search-50")]
    public async Task People_search_takes_50_calls_a_minute()
    {
        using var reply = await PostSearch(Client(Acme, Everybody, View("root")), new { fields = new[] { "root.id" } });

        reply.Headers.GetValues("X-RateLimit-Limit").Should().Equal("50");
        reply.Headers.GetValues("X-RateLimit-Remaining").Should().Equal("49");
    }

    [Theory]
    [Rule("error.key-and-error", "error.404", "error.403")]
    [InlineData("bulk/people/work?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("bulk/people/lifecycle", HttpStatusCode.Forbidden)]
    [InlineData("bulk/people/deductions", HttpStatusCode.NotFound)]
    [InlineData("company/named-lists/nosuchlist", HttpStatusCode.NotFound)]
    public async Task An_error_has_a_key_and_an_explanation(string path, HttpStatusCode status)
    {
        using var reply = await Get(Client(Acme, Everybody, View("work")), path);

        reply.StatusCode.Should().Be(status);
        (await Json(reply)).EnumerateObject().Select(property => property.Name).Should().Equal("key", "error");
    }

    private HttpClient From(string address, ServiceUserCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (connection, stop) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(connection.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.Id}:{credentials.Token}"));
        return new HttpClient(handler) { BaseAddress = Sandbox.BobApi, DefaultRequestHeaders = { Authorization = new("Basic", basic) } };
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var reply = await Get(client, path);
        return reply.StatusCode;
    }
}
