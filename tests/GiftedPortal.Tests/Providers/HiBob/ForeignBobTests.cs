using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GiftedPortal.Providers;
using GiftedPortal.Providers.HiBob;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Providers.HiBob;

/// <summary>Answers that obey Bob's rules in another hand.</summary>
public sealed class ForeignBobTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly FakeBob _bob = new();

    public void Dispose() => _bob.Dispose();

    [Theory]
    [InlineData("""{"results":[{"employeeId":1,"values":[{"id":"1","isCurrent":false}]}]}""", "Granted")]
    [InlineData("""{"errors":[],"response_metadata":{"cursor":""},"results":[{"values":[{"isCurrent":"False"}],"employeeId":"1"}]}""", "Granted")]
    [InlineData("""{"values":[{"employeeId":"1","values":[{"id":1,"isCurrent":false}]}]}""", "Granted")]
    [InlineData("""{"results":[{"employeeId":"1","id":1,"isCurrent":false},{"employeeId":"1","id":2,"isCurrent":true}]}""", "Granted")]
    [InlineData("""{"results":[{"employeeId":"1","id":1,"isCurrent":true},{"employeeId":"2","id":1,"isCurrent":true}]}""", "Inconclusive")]
    [InlineData("""[{"employeeId":"1","values":[{"id":1,"isCurrent":false}]}]""", "Granted")]
    [InlineData("""{"results":[],"response_metadata":{"next_cursor":null}}""", "Inconclusive")]
    [InlineData("""{"results":[{"employeeId":"1","values":[{"id":1,"isCurrent":true}],"restricted_columns":null}]}""", "Inconclusive")]
    public async Task Tables_in_other_forms(string page, string word)
    {
        _bob.Instead["/v1/bulk/people/work"] = () => FakeBob.Json(page);

        (await _bob.CheckAsync()).Word("work.history").Should().Be(word);
    }

    [Theory]
    [InlineData("""{"employees":[]}""")]
    [InlineData("""{"total":0,"employees":[],"more":{"employees":[{}]}}""")]
    [InlineData("[]")]
    public async Task Nobody_in_other_words(string reply)
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json(reply);

        var report = await _bob.CheckAsync();

        report.Word("home.view").Should().Be("Inconclusive");
        report.Audience.Should().BeEquivalentTo(new Audience(true, 0, new Dictionary<string, int>()), options => options.Excluding(audience => audience.Inactive).Excluding(audience => audience.Shape));
    }

    [Fact]
    public async Task Empty_texts_in_place_of_nulls_and_keys_in_any_order_prove_as_well()
    {
        var employee = new JsonObject { ["home"] = new JsonObject { ["numberOfKids"] = "", ["familyStatus"] = "" }, ["id"] = 1, ["internal"] = new JsonObject { ["status"] = "ACTIVE" } };
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json(new JsonObject { ["count"] = 1, ["employees"] = new JsonArray(employee.DeepClone()) }.ToJsonString());

        var report = await _bob.CheckAsync();

        report.Word("home.view").Should().Be("Granted");
        report.Word("address.view").Should().Be("Missing");
    }

    [Fact]
    public async Task Flat_keys_alone_prove_as_well()
    {
        _bob.Instead[FakeBob.Search] = () => FakeBob.Json("""{"employees":[{"/home/familyStatus":{"value":"x"},"/home/numberOfKids":2,"/root/id":{"value":"1"}}]}""");

        (await _bob.CheckAsync()).Word("home.view").Should().Be("Granted");
    }

    [Fact]
    public async Task The_older_name_of_the_category_stands_in_for_an_empty_one()
    {
        _bob.Instead[FakeBob.Fields] = () => FakeBob.Json("""{"fields":[{"id":"home.familyStatus","categoryId":"","category":"home","jsonPath":null,"type":null,"name":7},{"id":"home.numberOfKids","category":"home"},null,{}]}""");

        (await _bob.CheckAsync()).Word("home.view").Should().Be("Granted");
    }

    [Fact]
    public async Task A_reset_in_seconds_from_now_is_understood()
    {
        _bob.Instead["/v1/bulk/people/work"] = () =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.Add("x-ratelimit-reset", "42");
            return response;
        };

        var report = await BobTesting.Provider(_bob, new FakeTimeProvider(Now)).CheckPermissionsAsync(BobTesting.Connection, null, Stop);

        report.Finding("work.history").Outcome.Should().Be(new PermissionOutcome.Unjudged(NoVerdict.RateLimited, Now.AddSeconds(42)));
    }

    [Fact]
    public async Task Somebody_refused_everywhere_as_by_a_list_of_addresses_costs_two_refusals()
    {
        foreach (var path in (string[])[FakeBob.Fields, FakeBob.Search, "/v1/bulk/people/work", "/v1/bulk/people/employment", "/v1/bulk/people/lifecycle"])
            _bob.Instead[path] = () => FakeBob.Json("""{"error":"your address is not allowed"}""", HttpStatusCode.Forbidden);

        PermissionCheckTests.Provable(await _bob.CheckAsync()).Should().OnlyContain(word => word == "Inconclusive");
        _bob.Refusals.Should().Be(2);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_answers_in_chunks_without_a_content_type_are_read(string encoding)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(async context =>
        {
            using var inner = new HttpMessageInvoker(_bob, disposeHandler: false);
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"https://bob.example{context.Request.Path}{context.Request.QueryString}");
            if (HttpMethods.IsPost(context.Request.Method))
                request.Content = new StringContent(await new StreamReader(context.Request.Body).ReadToEndAsync());
            using var answer = await inner.SendAsync(request, context.RequestAborted);
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream body = encoding switch
            {
                "gzip" => new GZipStream(context.Response.Body, CompressionLevel.Fastest),
                "br" => new BrotliStream(context.Response.Body, CompressionLevel.Fastest),
                _ => new ZLibStream(context.Response.Body, CompressionLevel.Fastest),
            };
            await body.WriteAsync(Encoding.UTF8.GetPreamble());
            await body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
        });
        await server.StartAsync(Stop);
        var provider = new ServiceCollection().AddLogging().AddHiBob(BobTesting.Configuration(("HiBob:Environments:Test:BaseUrl", server.Urls.Single() + "/v1")))
            .BuildServiceProvider().GetRequiredService<IHrisProvider>();

        PermissionCheckTests.Provable(await provider.CheckPermissionsAsync(BobTesting.Connection, null, Stop)).Should().OnlyContain(word => word == "Granted");
    }
}
