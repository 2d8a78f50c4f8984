using System.Net;
using System.Net.Sockets;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Tells the operator that a proxy asks in vain; once a minute at most, however often it asks.</summary>
internal sealed class ProxyWarnings(TimeProvider clock, ILogger<ForwardAuthHandler> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _quietUntil;

    /// <summary>Of a peer that isn't trusted.</summary>
    public void Untrusted(IPAddress? peer)
    {
        if (IsDue()) logger.LogUntrustedProxy(NetworkOf(peer));
    }

    /// <summary>Of a question that can't be understood.</summary>
    public void Malformed(string why)
    {
        if (IsDue()) logger.LogMalformedQuestion(why);
    }

    /// <summary>The network of an address, which says where a proxy is and, of a person, not who.</summary>
    public static string NetworkOf(IPAddress? peer)
    {
        if (peer is null) return "unknown";
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    private bool IsDue()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (now < _quietUntil) return false;
            _quietUntil = now + Pause;
            return true;
        }
    }
}
