namespace Identity.Authentication.Problems;

/// <summary>The <c>type</c> of every problem that this scheme answers with (RFC 9457). They never change.</summary>
public static class ProblemTypes
{
    /// <summary>401: there were no credentials, and this needs some.</summary>
    public const string Unauthenticated = "urn:identity:problem:unauthenticated";

    /// <summary>401: the credentials were refused; <c>detail</c> says why.</summary>
    public const string InvalidToken = "urn:identity:problem:invalid-token";

    /// <summary>403: the caller is known, and may not.</summary>
    public const string Forbidden = "urn:identity:problem:forbidden";

    /// <summary>401: the caller is known, and must prove anew who they are; <c>clerk_error</c> says how.</summary>
    public const string VerificationRequired = "urn:identity:problem:verification-required";

    /// <summary>503: it can't be known who calls; <c>Retry-After</c> says when to ask again.</summary>
    public const string IdentityUnavailable = "urn:identity:problem:identity-unavailable";
}
