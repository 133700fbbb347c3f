using System.Net;
using System.Net.Sockets;

namespace GiftedPortal.EndToEndTests.Testing;

internal static class FreePorts
{
    /// <summary>Ports of the loopback interface that nobody listens on. All are held until the last is known, so they differ.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in listeners)
                listener.Start();
            return [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }
}
