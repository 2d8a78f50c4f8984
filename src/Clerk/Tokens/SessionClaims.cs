using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Tokens;

/// <summary>The claims of a verified session token, of version 1 or 2. Times are unix seconds.</summary>
public sealed record SessionClaims
{
    /// <summary>The user (<c>sub</c>).</summary>
    public required UserId Subject { get; init; }

    /// <summary>The session (<c>sid</c>).</summary>
    public required SessionId SessionId { get; init; }

    /// <summary>The Clerk instance's Frontend API (<c>iss</c>).</summary>
    public required string Issuer { get; init; }

    /// <summary>The origin for which the token was made (<c>azp</c>); null where the browser sent none.</summary>
    public string? AuthorizedParty { get; init; }

    /// <summary>When it ends (<c>exp</c>).</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>When it was made (<c>iat</c>).</summary>
    public long? IssuedAt { get; init; }

    /// <summary>When it begins (<c>nbf</c>).</summary>
    public long? NotBefore { get; init; }

    /// <summary>1 or 2 (<c>v</c>).</summary>
    public required int Version { get; init; }

    /// <summary>The session's state (<c>sts</c>).</summary>
    public required SessionTokenStatus Status { get; init; }

    /// <summary>How fresh the sign-in is (<c>fva</c>).</summary>
    public FactorVerificationAge? FactorVerificationAge { get; init; }

    /// <summary>Who really acts (<c>act</c>); null when nobody impersonates the subject.</summary>
    public ActorClaim? Actor { get; init; }

    /// <summary>The organization in which the user acts; null for none.</summary>
    public OrganizationClaims? Organization { get; init; }

    /// <summary>The plan, e.g. <c>o:pro</c>, or several with commas between them (<c>pla</c>); version 2 only.</summary>
    public string? Plan { get; init; }

    /// <summary>The features, each with its scope, e.g. <c>o:invoices</c> (<c>fea</c>); version 2 only.</summary>
    public ImmutableArray<string> Features { get; init; } = [];

    /// <summary>The payload as it was signed, with whatever claims the customer added.</summary>
    public required RawJson Raw { get; init; }
}
