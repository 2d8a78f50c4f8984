using System.Net;

namespace Identity.WebFront.ForwardAuth;

/// <summary>The networks whose word on the original request counts.</summary>
internal sealed class TrustedNetworks
{
    private static readonly IPNetwork[] Loopback =
        [IPNetwork.Parse("127.0.0.0/8"), new IPNetwork(IPAddress.IPv6Loopback, 128)];

    private readonly IPNetwork[] _networks;

    /// <param name="settings">Networks and addresses that <see cref="TryParse"/> takes; none means loopback.</param>
    public TrustedNetworks(IEnumerable<string> settings)
    {
        _networks = [.. settings.Select(text => TryParse(text, out var network) ? network : throw new FormatException())];
        if (_networks.Length == 0) _networks = Loopback;
    }

    /// <summary>Reads a network such as <c>10.0.0.0/8</c>, or a single address.</summary>
    public static bool TryParse(string? text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        // The library takes 10.1.2.3/8 for all of 10.0.0.0/8, which somebody who mistyped doesn't mean.
        return IPNetwork.TryParse(text, out network)
            && IPAddress.TryParse(text.AsSpan(0, text!.IndexOf('/')), out var written)
            && written.Equals(network.BaseAddress);
    }

    /// <summary>Whether an address is in one of them. A peer without an address is in none.</summary>
    public bool Contain(IPAddress? peer)
    {
        if (peer is null) return false;

        // A socket that takes both families shows IPv4 peers as ::ffff:a.b.c.d.
        var address = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        foreach (var network in _networks)
        {
            if (network.Contains(address)) return true;
        }
        return false;
    }
}
