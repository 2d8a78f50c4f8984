namespace Identity.Clerk.Tokens;

/// <summary>Who really acts, when somebody impersonates the subject (<c>act</c>).</summary>
/// <param name="Subject">The actor's id; not always a user's.</param>
/// <param name="SessionId">The actor's own session, where there is one.</param>
/// <param name="Issuer">Who vouches for the actor, e.g. <c>https://dashboard.clerk.com</c>.</param>
/// <param name="Type">What kind of actor it is, e.g. <c>agent</c>; null for a person.</param>
public sealed record ActorClaim(string Subject, string? SessionId, string? Issuer, string? Type);
