using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Tokens;

/// <summary>What became of a token: its claims, or why it isn't accepted. Exactly one of the two is there.</summary>
public readonly record struct TokenVerification(SessionClaims? Claims, TokenRejection? Rejection)
{
    /// <summary>True if there are claims.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => Claims is not null;
}
