using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using GiftedPortal.Sandbox;
using GiftedPortal.Sandbox.HiBob.Faults;
using GiftedPortal.Tests.Sandbox.Console;
using Microsoft.Extensions.Time.Testing;

namespace GiftedPortal.Tests.Sandbox;

/// <summary>Each way of failing can be played by a scenario, over HTTP from another process, and by hand in the console, and looks the same.</summary>
public sealed class EveryFaultRules : ConsoleTest
{
    private static readonly Dictionary<FaultKind, string> Symptoms = new()
    {
        [FaultKind.None] = "200 application/json whole",
        [FaultKind.Unauthorized] = "401 empty",
        [FaultKind.Forbidden] = "403 application/json whole",
        [FaultKind.RateLimited] = "429 empty until the reset",
        [FaultKind.ServerError] = "500 empty",
        [FaultKind.Timeout] = "no answer",
        [FaultKind.HtmlPage] = "200 text/html no JSON",
        [FaultKind.TruncatedJson] = "200 application/json no JSON",
        [FaultKind.SlowBody] = "200 application/json whole",
        [FaultKind.BadGateway] = "502 text/html no JSON",
        [FaultKind.Unavailable] = "503 empty",
        [FaultKind.Dropped] = "broken connection",
        [FaultKind.LateAnswer] = "200 application/json whole",
        [FaultKind.Blocked] = "403 text/html no JSON",
        [FaultKind.WrongContentType] = "200 text/plain whole",
        [FaultKind.DuplicatedKeys] = "200 application/json keys twice",
        [FaultKind.RepeatedCursor] = "200 application/json whole, the same page next",
    };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 9, 0, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { TimeProvider = _time };

    [Fact]
    public Task By_scenario() => Play(kind =>
    {
        Sandbox.World.SetFaults(Acme.CompanyId, null, Fault.Of(kind));
        return Task.CompletedTask;
    });

    [Fact]
    public Task Over_http() => Play(async kind =>
    {
        using var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        (await http.PostAsJsonAsync("bob/api/faults", new { companyId = Acme.CompanyId, kind = kind.ToString() }, Stop)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    });

    [Fact]
    public Task By_hand_in_the_console() => Play(async kind =>
    {
        await Browser.Click("bob-nav-controls");
        Browser.Choose("bob-fault", kind.ToString());
        await Browser.Click("bob-set-fault");
    });

    private async Task Play(Func<FaultKind, Task> set)
    {
        var credentials = Sandbox.AddServiceUser(Acme, Everybody, Histories("work"));
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            await set(kind);
            using var client = Sandbox.Bob(credentials);
            if (kind is FaultKind.Timeout)
                client.Timeout = TimeSpan.FromMilliseconds(300);

            (await Symptom(client)).Should().Be(Symptoms[kind], "that is how {0} looks", kind);
        }
    }

    private async Task<string> Symptom(HttpClient client)
    {
        try
        {
            using var reply = await Call(client, "MC4w");
            var text = await reply.Content.ReadAsStringAsync(Stop);
            var type = reply.Content.Headers.ContentType?.MediaType;
            return $"{(int)reply.StatusCode} {(text.Length == 0 ? "empty" : $"{type} {Form(text)}")}{(IsLimited(reply) ? " until the reset" : "")}";
        }
        catch (HttpRequestException)
        {
            return "broken connection";
        }
        catch (TaskCanceledException)
        {
            return "no answer";
        }
    }

    // the clock goes on while the call waits
    private async Task<HttpResponseMessage> Call(HttpClient client, string cursor)
    {
        var call = Get(client, "bulk/people/work?limit=5&cursor=" + cursor);
        for (; !call.IsCompleted; await Task.Yield())
            _time.Advance(TimeSpan.FromMilliseconds(100));
        return await call;
    }

    private static bool IsLimited(HttpResponseMessage reply) =>
        reply.StatusCode is HttpStatusCode.TooManyRequests && reply.Headers.GetValues("X-RateLimit-Remaining").Single() == "0" && reply.Headers.Contains("X-RateLimit-Reset");

    private static string Form(string text)
    {
        try
        {
            using var strict = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
            return strict.RootElement.TryGetProperty("response_metadata", out var metadata) && metadata.GetProperty("next_cursor").GetString() == "MC4w" ? "whole, the same page next" : "whole";
        }
        catch (JsonException) when (IsJson(text))
        {
            return "keys twice";
        }
        catch (JsonException)
        {
            return "no JSON";
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
