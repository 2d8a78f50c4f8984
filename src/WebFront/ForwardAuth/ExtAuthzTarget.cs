namespace Identity.WebFront.ForwardAuth;

/// <summary>The target that Envoy asks for, in parts: its configured prefix, and behind it the client's own.</summary>
/// <param name="Options">
/// The parameters of the prefix's last segment (<c>/auth/ext-authz;role=org:admin</c>), as a query. They can't come
/// from the client, whose part begins at the next slash.
/// </param>
/// <param name="Original">The client's path and query; empty when there is none.</param>
internal sealed record ExtAuthzTarget(string Options, string Original)
{
    /// <summary>Takes a raw target apart.</summary>
    /// <returns>The parts; null when the target isn't under the prefix.</returns>
    public static ExtAuthzTarget? Read(string rawTarget, string prefix)
    {
        if (!rawTarget.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = rawTarget.AsSpan(prefix.Length);
        if (rest.Length > 0 && rest[0] is not ('/' or ';' or '?')) return null;
        var end = rest.IndexOfAny('/', '?');
        if (end < 0) end = rest.Length;
        var options = end == 0 ? "" : rest[1..end].ToString().Replace(';', '&');
        return new ExtAuthzTarget(options, rest[end..].ToString());
    }
}
