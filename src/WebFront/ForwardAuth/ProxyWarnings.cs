using System.Net;
using Identity.WebFront.Hosting;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Tells the operator that a proxy asks in vain; of each kind once a minute at most.</summary>
internal sealed class ProxyWarnings(TimeProvider clock, ILogger<ForwardAuthHandler> logger)
{
    private readonly Pause _untrusted = new(clock);
    private readonly Pause _malformed = new(clock);

    /// <summary>Of a peer that isn't trusted.</summary>
    public void Untrusted(IPAddress? peer)
    {
        if (_untrusted.IsOver()) logger.LogUntrustedProxy(Peer.NetworkOf(peer));
    }

    /// <summary>Of a question that can't be understood.</summary>
    public void Malformed(string why)
    {
        if (_malformed.IsOver()) logger.LogMalformedQuestion(why);
    }
}
