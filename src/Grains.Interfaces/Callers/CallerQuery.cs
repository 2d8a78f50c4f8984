using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Callers;

/// <summary>What a verified session token says, as far as the user's grain must know it.</summary>
/// <param name="SessionId">The token's <c>sid</c>.</param>
/// <param name="IssuedAt">The token's <c>iat</c>, unix seconds: newer than an event, it shows what came after.</param>
/// <param name="OrganizationId">The organization that is active in the session, if any.</param>
[GenerateSerializer, Immutable, Alias("identity.CallerQuery")]
public readonly record struct CallerQuery(
    [property: Id(0)] SessionId SessionId,
    [property: Id(1)] long IssuedAt,
    [property: Id(2)] OrganizationId? OrganizationId);
