namespace Identity.Clerk.Tokens;

/// <summary>The session's state when the token was made (<c>sts</c>).</summary>
public enum SessionTokenStatus
{
    /// <summary>Signed in. Also where the token doesn't say, which those of version 1 don't.</summary>
    Active,

    /// <summary>
    /// Signed in, but with something still to do, e.g. to choose an organization. Treated as signed out by default.
    /// </summary>
    Pending,
}
