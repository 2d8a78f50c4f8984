using System.Net;
using System.Net.Sockets;

namespace Identity.WebFront.Hosting;

/// <summary>Who is at the other end of a connection.</summary>
internal static class Peer
{
    /// <summary>The address of the connection itself; null when it has none, as a Unix socket.</summary>
    /// <remarks>
    /// With ASPNETCORE_FORWARDEDHEADERS_ENABLED, <see cref="ConnectionInfo.RemoteIpAddress"/> is what whoever calls says
    /// in X-Forwarded-For.
    /// </remarks>
    public static IPAddress? AddressOf(HttpContext context) =>
        context.Features.Get<AsItCame>() is { } request ? request.Peer : context.Connection.RemoteIpAddress;

    /// <summary>The network of an address, which says where a machine is and, of a person, not who.</summary>
    public static string NetworkOf(IPAddress? peer)
    {
        if (peer is null) return "unknown";
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 6;
        bytes.AsSpan(kept).Clear();
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
