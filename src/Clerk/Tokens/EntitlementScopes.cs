namespace Identity.Clerk.Tokens;

/// <summary>To whom plans and features belong.</summary>
[Flags]
public enum EntitlementScopes
{
    None = 0,

    /// <summary>The user's own (<c>u</c>).</summary>
    User = 1,

    /// <summary>The active organization's (<c>o</c>).</summary>
    Organization = 2,
}
