using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GiftedPortal.Benchmarks.Wizard;

/// <summary>Stands between browser and program, and can be cut like a network cable.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly Uri _target;
    private volatile bool _cut;

    public Relay(Uri target)
    {
        _target = target;
        _listener.Start();
        Address = new Uri($"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Breaks every connection, and each that is tried.</summary>
    public void Cut()
    {
        _cut = true;
        while (_open.TryTake(out var client))
            client.Dispose();
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend() => _cut = false;

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using var program = new TcpClient();
        using (browser)
        {
            if (_cut)
                return;
            _open.Add(browser);
            _open.Add(program);
            try
            {
                await program.ConnectAsync(_target.Host, _target.Port);
                var (near, far) = (browser.GetStream(), program.GetStream());
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // cut
            }
        }
    }
}
