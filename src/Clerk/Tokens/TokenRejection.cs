namespace Identity.Clerk.Tokens;

/// <summary>
/// Why a token isn't accepted. There is a fixed set, so that it can be counted and compared by reference.
/// </summary>
/// <param name="Reason">
/// A stable code, with the strings of Clerk's JavaScript SDK (<c>TokenVerificationErrorReason</c>).
/// </param>
/// <param name="Message">A sentence for the developer whose request it was. Holds nothing of the token.</param>
public sealed record TokenRejection(string Reason, string Message)
{
    public static readonly TokenRejection Malformed =
        new("token-invalid", "The token isn't three parts in base64url.");

    public static readonly TokenRejection TooLong =
        new("token-invalid", "The token is longer than any session token.");

    public static readonly TokenRejection InvalidHeader =
        new("token-invalid", "The token's header isn't that of a session token.");

    public static readonly TokenRejection InvalidType =
        new("token-invalid", "The token's type isn't JWT.");

    public static readonly TokenRejection InvalidCategory =
        new("token-invalid", "Invalid session token category.");

    public static readonly TokenRejection InvalidAlgorithm =
        new("token-invalid-algorithm", "The token's algorithm isn't RS256.");

    public static readonly TokenRejection UnknownKey =
        new("jwk-kid-mismatch", "The token was signed with a key that this instance doesn't have.");

    public static readonly TokenRejection InvalidSignature =
        new("token-invalid-signature", "The token's signature is wrong.");

    public static readonly TokenRejection InvalidPayload =
        new("token-invalid", "The token's payload isn't a JSON object with each claim once.");

    public static readonly TokenRejection InvalidSubject =
        new("token-verification-failed", "The token has no user as its subject (sub).");

    public static readonly TokenRejection InvalidSession =
        new("token-verification-failed", "The token has no session (sid).");

    public static readonly TokenRejection InvalidAuthorizedParty =
        new("token-invalid-authorized-parties", "The token's authorized party (azp) isn't an allowed one.");

    public static readonly TokenRejection InvalidIssuer =
        new("token-invalid-issuer", "The token's issuer (iss) isn't this application's Clerk instance.");

    public static readonly TokenRejection InvalidExpiry =
        new("token-verification-failed", "The token has no expiry (exp) that is an integer in range.");

    public static readonly TokenRejection Expired =
        new("token-expired", "The token has expired.");

    public static readonly TokenRejection InvalidNotBefore =
        new("token-verification-failed", "The token's nbf isn't an integer in range.");

    public static readonly TokenRejection NotActiveYet =
        new("token-not-active-yet", "The token isn't valid yet.");

    public static readonly TokenRejection InvalidIssuedAt =
        new("token-verification-failed", "The token's iat isn't an integer in range.");

    public static readonly TokenRejection IssuedInTheFuture =
        new("token-iat-in-the-future", "The token was issued in the future.");

    public static readonly TokenRejection InvalidLifetime =
        new("token-verification-failed", "The token expires before it was issued, or more than a day after.");

    public static readonly TokenRejection InvalidClaims =
        new("token-verification-failed", "A claim of the token has the wrong type.");

    public static readonly TokenRejection UnknownVersion =
        new("token-verification-failed", "The token is of a version that is not known.");
}
