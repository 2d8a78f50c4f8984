namespace Identity.WebFront.Problems;

/// <summary>The <c>type</c> of each problem this front answers with. Clients may depend on them; docs/errors.md lists them.</summary>
internal static class ProblemTypes
{
    private const string Base = "urn:identity:problem:";

    public const string WebhookRejected = Base + "webhook-rejected";
    public const string WebhookTooLarge = Base + "webhook-too-large";
    public const string NotDurable = Base + "not-durable";
    public const string OperatorKeyRequired = Base + "operator-key-required";
    public const string InvalidParameter = Base + "invalid-parameter";
    public const string NotFound = Base + "not-found";
    public const string StorageUnavailable = Base + "storage-unavailable";
    public const string Conflict = Base + "conflict";
    public const string Overloaded = Base + "overloaded";
    public const string TooManyConnections = Base + "too-many-connections";
    public const string UntrustedProxy = Base + "untrusted-proxy";
    public const string ForwardAuthMalformed = Base + "forward-auth-malformed";
}
