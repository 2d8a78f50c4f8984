namespace Identity.Authentication.Live;

/// <summary>What kind of end a live connection has to come to.</summary>
public enum LiveEndKind
{
    /// <summary>The token is past its <c>exp</c>. With a new one the caller may come again.</summary>
    Expired,

    /// <summary>The caller may not pass any more: the session or the user was revoked, banned or deleted.</summary>
    Revoked,

    /// <summary>It couldn't be known any more whether the caller may pass. They may try again.</summary>
    Unavailable,
}
