using Identity.WebFront.Hosting;

namespace Identity.WebFront.Operators;

/// <summary>Tells the operator that somebody tries the doors of <c>/admin</c>; once a minute at most.</summary>
internal sealed class OperatorWarnings(TimeProvider clock, ILogger<OperatorGate> logger)
{
    private readonly Pause _refused = new(clock);

    /// <summary>Of a call without a key. The route is ours; the path would be a stranger's.</summary>
    public void Refused(HttpContext context)
    {
        if (!_refused.IsOver()) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        logger.LogOperatorRefused(route, Peer.NetworkOf(Peer.AddressOf(context)));
    }
}
