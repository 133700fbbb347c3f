using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GiftedPortal.EndToEndTests.Testing;

/// <summary>A way to a server that can be cut and mended: what a browser sees when a laptop is closed or a network is lost, while the server lives on.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly int _to;
    private readonly Task _accepting;
    private volatile bool _cut;

    public Wire(string server)
    {
        _to = new Uri(server).Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The server's address by this way; cookies know no ports, so who is signed in there is signed in here.</summary>
    public string Url => $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Ends every connection, and lets none through until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        _cut = true;
        while (_ends.TryTake(out var end)) end.Dispose();
    }

    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await _listener.AcceptTcpClientAsync(_closing.Token);
            _ = CarryAsync(near);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                if (_cut) return;
                await far.ConnectAsync(IPAddress.Loopback, _to, _closing.Token);
                _ends.Add(near);
                _ends.Add(far);
                if (_cut) return;
                await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _closing.Token), far.GetStream().CopyToAsync(near.GetStream(), _closing.Token));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // cut
            }
        }
    }
}
