namespace Identity.WebFront.ForwardAuth;

/// <summary>The request that the proxy holds until it has our answer.</summary>
/// <param name="Method">Its method, as it was sent.</param>
/// <param name="Target">Its path and query, as they were sent; begins with a slash.</param>
/// <param name="Host">The host and port that it was sent to.</param>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
internal readonly record struct OriginalRequest(string Method, string Target, string Host, string Scheme)
{
    /// <summary>The path; begins with a slash.</summary>
    public ReadOnlySpan<char> Path => Target.AsSpan(0, QueryStart);

    /// <summary>The query with its question mark; empty when there is none.</summary>
    public ReadOnlySpan<char> Query => Target.AsSpan(QueryStart);

    private int QueryStart => Target.IndexOf('?') is var i and >= 0 ? i : Target.Length;

    // A target may hold a token in its query.
    public override string ToString() => Method;
}
