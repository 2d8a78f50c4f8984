namespace Identity.Authentication.Metrics;

/// <summary>How an authentication ended, as operators count it.</summary>
internal static class AuthenticationOutcome
{
    public const string Authenticated = "authenticated";

    /// <summary>There were no credentials.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The credentials are no good, by themselves.</summary>
    public const string Invalid = "invalid";

    /// <summary>The token is good, and its bearer may not pass.</summary>
    public const string Revoked = "revoked";

    public const string Unavailable = "unavailable";
}
