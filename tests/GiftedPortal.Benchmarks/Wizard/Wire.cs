using System.Text.Json;
using Microsoft.Playwright;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>Counts what a page gets over the wire, by kind, as Chromium's network layer reports it: headers and compressed bodies, and the circuit's messages.</summary>
internal sealed class Wire
{
    private readonly Dictionary<string, string> _kinds = [];
    private readonly Dictionary<string, (int Count, double Bytes)> _received = [];

    /// <summary>Kilobytes of everything.</summary>
    public double Kilobytes => _received.Values.Sum(kind => kind.Bytes) / 1024;

    public static async Task<Wire> WatchAsync(IPage page)
    {
        var wire = new Wire();
        var session = await page.Context.NewCDPSessionAsync(page);
        On("Network.responseReceived", message => wire._kinds[Text(message, "requestId")] = Text(message, "type"));
        On("Network.loadingFinished", message => wire.Add(
            wire._kinds.GetValueOrDefault(Text(message, "requestId"), "Other"), message.GetProperty("encodedDataLength").GetDouble()));
        // after decompression: an upper bound
        On("Network.webSocketFrameReceived", message => wire.Add("Circuit", Payload(message.GetProperty("response"))));
        await session.SendAsync("Network.enable");
        return wire;

        void On(string name, Action<JsonElement> hear) => session.Event(name).OnEvent += (_, message) =>
        {
            lock (wire._received)
                hear(message!.Value);
        };
    }

    public void Print()
    {
        lock (_received)
            foreach (var (kind, (count, bytes)) in _received.OrderByDescending(kind => kind.Value.Bytes))
                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"      {kind,-10} {count,3} {bytes / 1024,8:0.0} kB"));
    }

    private void Add(string kind, double bytes)
    {
        var (count, sum) = _received.GetValueOrDefault(kind);
        _received[kind] = (count + 1, sum + bytes);
    }

    private static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;

    // opcode 1 is text, 2 is binary in base 64
    private static double Payload(JsonElement frame)
    {
        var data = Text(frame, "payloadData");
        return frame.GetProperty("opcode").GetDouble() is 2 ? Convert.FromBase64String(data).Length : data.Length;
    }
}
