using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Clerk.Tokens;

namespace Identity.Authentication.Propagation;

/// <summary>Who calls, as a service says that is believed.</summary>
/// <param name="Claims">What it says, as if a session token had said it.</param>
/// <param name="KeyId">The key by which it is believed.</param>
internal sealed record PropagatedCaller(SessionClaims Claims, string KeyId)
{
    /// <summary>Where the credentials were, as operators count it.</summary>
    public const string Source = "service";

    /// <summary>Null when an id isn't one of Clerk's.</summary>
    public static PropagatedCaller? Of(CallerAssertion assertion, string keyId, TimeSpan maxSkew)
    {
        if (!UserId.TryParse(assertion.UserId, out var user) || !SessionId.TryParse(assertion.SessionId, out var session))
            return null;
        if (assertion.FactorVerificationAge is not (null or { Length: 2 })) return null;
        OrganizationClaims? organization = null;
        if (assertion.OrganizationId is { } text)
        {
            if (!OrganizationId.TryParse(text, out var id)) return null;
            organization = new OrganizationClaims { Id = id };
        }

        var claims = new SessionClaims
        {
            Subject = user,
            SessionId = session,
            Issuer = assertion.Issuer,
            ExpiresAt = assertion.SignedAt + (long)maxSkew.TotalSeconds,
            IssuedAt = assertion.TokenIssuedAt,
            Version = 2,
            Status = SessionTokenStatus.Active,
            FactorVerificationAge = assertion.FactorVerificationAge is [var first, var second]
                ? new FactorVerificationAge(first, second)
                : null,
            Actor = assertion.ActorId is { } actor ? new ActorClaim(actor, null, null, null) : null,
            Organization = organization,
            Plan = assertion.Plan,
            Features = [.. assertion.Features?.Split(',') ?? []],
            Raw = RawJson.Copy(JsonSerializer.SerializeToUtf8Bytes(assertion)),
        };
        return new PropagatedCaller(claims, keyId);
    }
}
