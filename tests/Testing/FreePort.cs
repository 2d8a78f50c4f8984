using System.Net;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>Finds ports that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>An address on loopback whose port was free a moment ago.</summary>
    public static Uri Url()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
