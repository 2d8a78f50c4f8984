using Identity.Clerk.Identifiers;

namespace Identity.Grains.Callers;

/// <summary>On whose behalf a grain is called: ids only, so that a grain asks for the rest as it is now.</summary>
/// <param name="UserId">The user.</param>
/// <param name="SessionId">The session.</param>
/// <param name="OrganizationId">The active organization of which the user is a member; null for none.</param>
/// <param name="Version">The revision of the user's grain by which the caller was admitted.</param>
public sealed record CallerIdentity(
    UserId UserId, SessionId SessionId, OrganizationId? OrganizationId = null, long Version = 0)
{
    public override string ToString() => $"CallerIdentity {UserId}";
}
