using Identity.Authentication;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;

namespace Identity.WebFront.ForwardAuth;

/// <summary>What an upstream is told of a caller: ids, and what they may do in the active organization.</summary>
/// <param name="UserId">The user.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Organization">The active organization, by the live membership; null when there is none.</param>
/// <param name="ActorId">Who really acts, when the session is an impersonation.</param>
internal readonly record struct Caller(
    UserId UserId, SessionId SessionId, OrganizationAccess? Organization, string? ActorId)
{
    public static Caller Of(CurrentUser user) =>
        new(user.Id, user.SessionId, user.Organization, user.ActorId);
}
