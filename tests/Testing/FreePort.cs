using System.Net;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>Finds ports that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>
    /// A port that was free a moment ago, below those that Linux gives to whoever connects: on a busy machine one of those is
    /// taken again before a program that was told of it has started.
    /// </summary>
    public static int Below()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    /// <summary>An address on loopback whose port was free a moment ago.</summary>
    public static Uri Url()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
