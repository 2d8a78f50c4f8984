using Identity.WebFront.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.Operators;

/// <summary>Who calls <c>/admin</c>, as far as a log can say: which key, and from which network.</summary>
/// <param name="Key">The key's <see cref="OperatorKeys.Identify"/>.</param>
/// <param name="Network">Where the connection comes from.</param>
internal sealed record OperatorCaller(string Key, string Network)
{
    /// <summary>Remembers for the log that this request has a good key.</summary>
    public static void Accept(HttpContext context, string key) =>
        context.Features.Set(new OperatorCaller(key, Peer.NetworkOf(Peer.AddressOf(context))));

    /// <summary>Whoever <see cref="OperatorGate"/> let pass.</summary>
    public static OperatorCaller Of(HttpContext context) => context.Features.GetRequiredFeature<OperatorCaller>();
}
