using System.Diagnostics.Metrics;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Counts what proxies were told.</summary>
internal sealed class ForwardAuthMetrics(IMeterFactory meters)
{
    public const string Allowed = "allowed";
    public const string Anonymous = "anonymous";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string Untrusted = "untrusted";
    public const string Malformed = "malformed";
    public const string Unavailable = "unavailable";

    private readonly Counter<long> _answers = meters.Create("Identity.WebFront").CreateCounter<long>(
        "identity.forward_auth.answers", "{request}", "Questions of proxies, by how they were answered.");

    /// <summary>Counts an answer.</summary>
    /// <param name="outcome">One of the constants.</param>
    public void Answered(string outcome) => _answers.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
