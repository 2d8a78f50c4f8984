using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Identity.Testing;

/// <summary>Finds ports that nobody listens on.</summary>
/// <remarks>
/// They lie below those that Linux gives to whoever connects: on a busy machine one of those is taken again before a program
/// that was told of it has started. No port is given twice.
/// </remarks>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that was free a moment ago.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 32_000);
            if (!Given.TryAdd(port, true)) continue;
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
    public static Uri Url() => new($"http://127.0.0.1:{Next()}");
}
