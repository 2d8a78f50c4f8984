namespace Identity.Authentication.Credentials;

/// <summary>Where a request's credentials were, as operators count it.</summary>
internal static class CredentialSource
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    /// <summary>The header that an option names.</summary>
    public const string Header = "header";

    /// <summary>Where a browser can put a token when it opens a live connection: a subprotocol, or the URL.</summary>
    public const string Live = "ws";

    /// <summary>The application found them.</summary>
    public const string Event = "event";
}
