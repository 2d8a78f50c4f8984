namespace Identity.WebFront.ForwardAuth;

/// <summary>The headers in which proxies say what the original request was.</summary>
internal static class OriginalHeaders
{
    public const string OriginalMethod = "X-Original-Method";
    public const string OriginalUri = "X-Original-URI";
    public const string ForwardedMethod = "X-Forwarded-Method";
    public const string ForwardedUri = "X-Forwarded-Uri";
    public const string ForwardedHost = "X-Forwarded-Host";
    public const string ForwardedProto = "X-Forwarded-Proto";

    /// <summary>Whether a header holds what a client wrote into a request line, where any byte may stand.</summary>
    public static bool HoldsTarget(string name) =>
        name.Equals(OriginalUri, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ForwardedUri, StringComparison.OrdinalIgnoreCase);
}
