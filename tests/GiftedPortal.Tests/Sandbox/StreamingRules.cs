using System.Text;
using System.Text.Json;
using GiftedPortal.Tests.Sandbox.Book;

namespace GiftedPortal.Tests.Sandbox;

/// <summary>A company of any size is answered without being held: https://apidocs.hibob.com/docs/people-read-api-contract knows no limit of a reply.
/// Runs alone, because it looks at the memory of the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class StreamingRules : BobTest
{
    private static readonly object Names = new { fields = new[] { "root.id", "root.email", "root.fullName", "root.avatarUrl", "root.coverImageUrl" }, showInactive = true };

    [Fact]
    [Rule("people.large-reply")]
    public async Task Twenty_thousand_people_are_streamed_in_one_reply()
    {
        Sandbox.World.SetEmployees(Acme.CompanyId, 20_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "people/search") { Content = new StringContent(JsonSerializer.Serialize(Names)) };
        using var reply = await Client(Acme, Everybody, View("root")).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        reply.Headers.TransferEncodingChunked.Should().BeTrue("a body that was put together first would have a length");
        (await Json(reply)).GetProperty("employees").EnumerateArray().Select(person => person.GetProperty("id").GetString()).Distinct().Should().HaveCount(20_000);
    }

    [Fact]
    public async Task The_first_people_arrive_before_the_last_ones_exist()
    {
        Sandbox.World.SetEmployees(Acme.CompanyId, 200_000);
        var client = Client(Acme, Everybody, View("root"));
        using (var request = new HttpRequestMessage(HttpMethod.Post, "people/search") { Content = new StringContent(JsonSerializer.Serialize(Names)) })
        using (var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop))
        {
            var some = new byte[32 * 1024];
            await (await reply.Content.ReadAsStreamAsync(Stop)).ReadExactlyAsync(some, Stop);

            Encoding.UTF8.GetString(some).Should().StartWith("""{"employees":[{""");
            Sandbox.CallsOf(Acme).Should().BeEmpty("the reply waits for its reader, so it cannot be ready");
        }

        // whoever hangs up ends the work for the other 199,000
        for (; Sandbox.CallsOf(Acme).Count == 0; await Task.Yield())
            Stop.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task Fifty_thousand_people_cost_no_memory_that_stays()
    {
        Sandbox.World.SetEmployees(Acme.CompanyId, 50_000);
        var client = Client(Acme, Everybody, View("root"));
        await Drain(client);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;

        var bytes = await Drain(client, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)));

        bytes.Should().BeGreaterThan(40_000_000);
        (peak - before).Should().BeLessThan(bytes / 2, "what was sent is not kept");
    }

    [Fact]
    [Rule("people.large-reply")]
    public async Task Two_hundred_thousand_people_need_no_more_memory_than_five_thousand()
    {
        var client = Client(Acme, Everybody, View("root"));
        await Peak(5_000);
        var (few, fewBytes) = await Peak(5_000);
        var (many, manyBytes) = await Peak(200_000);

        manyBytes.Should().BeGreaterThan(fewBytes * 39).And.BeGreaterThan(50_000_000);
        (many - few).Should().BeLessThan(manyBytes / 4, "what was sent is not kept");

        async Task<(long Peak, long Bytes)> Peak(int employees)
        {
            Sandbox.World.SetEmployees(Acme.CompanyId, employees);
            var peak = 0L;
            var bytes = await Drain(client, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)), JsonSerializer.Serialize(Names));
            return (peak, bytes);
        }
    }

    private static async Task<long> Drain(HttpClient client, Action? everyFiveMegabytes = null, string body = """{"showInactive":true}""")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "people/search") { Content = new StringContent(body) };
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        await using var content = await reply.Content.ReadAsStreamAsync(Stop);
        var buffer = new byte[64 * 1024];
        var (total, next) = (0L, 0L);
        for (int read; (read = await content.ReadAsync(buffer, Stop)) > 0;)
        {
            total += read;
            if (everyFiveMegabytes is null || total < next)
                continue;
            next = total + 5_000_000;
            everyFiveMegabytes();
        }

        return total;
    }
}

/// <summary>Tests that nothing else may run beside.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
