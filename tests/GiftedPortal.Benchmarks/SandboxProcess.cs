using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using GiftedPortal.Providers.HiBob.People;

namespace GiftedPortal.Benchmarks;

/// <summary>A simulated Bob in a process of its own, so that neither its work nor its memory is taken for the portal's.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    // the demonstration company with a ready-made service user that may read everything
    public const long CompanyId = 704118;
    public const string ServiceUserId = "SERVICE-70411";
    public const string Token = "globex-demonstration-token";

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _http;

    private SandboxProcess(Process process, string folder, Uri address)
    {
        (_process, _folder, Address) = (process, folder, address);
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    public Uri Address { get; }

    public static async Task<SandboxProcess> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gifted-benchmarks-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "GiftedPortal.Sandbox.dll"), "--urls", address.ToString(), "--data", Path.Combine(folder, "sandbox.json"),
        ])
        { RedirectStandardOutput = true })!;
        if (await process.StandardOutput.ReadLineAsync() is null)
            throw new InvalidOperationException("The sandbox did not start.");
        return new SandboxProcess(process, folder, address);
    }

    /// <summary>Gives the company so many employees, and every answer this delay.</summary>
    public async Task SetAsync(int employees, TimeSpan latency)
    {
        using var changed = await _http.PutAsJsonAsync($"bob/api/companies/{CompanyId}", new { employees });
        changed.EnsureSuccessStatusCode();
        var kind = latency > TimeSpan.Zero ? "LateAnswer" : "None";
        using var slowed = await _http.PostAsJsonAsync("bob/api/faults", new { companyId = CompanyId, kind, delaySeconds = latency.TotalSeconds });
        slowed.EnsureSuccessStatusCode();
    }

    /// <summary>Makes one call alone and reads its answer to the end.</summary>
    public async Task<TimeSpan> TimeAsync(HttpMethod method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ServiceUserId}:{Token}")));
        if (body is not null)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var started = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Makes the search that a sync makes, and hands out its body unread.</summary>
    public async Task SearchAsync(Func<Stream, Task> read)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "v1/people/search"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ServiceUserId}:{Token}")));
        request.Content = new ByteArrayContent(PersonPlan.Call.Body!) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await read(await response.Content.ReadAsStreamAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
