namespace Identity.Authentication.Credentials;

/// <summary>Where a request's credentials were, as operators count it.</summary>
internal static class CredentialSource
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    /// <summary>The application found them.</summary>
    public const string Event = "event";
}
