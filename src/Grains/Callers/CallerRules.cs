using System.Collections.Immutable;
using Identity.Clerk.Resources;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Identity.Grains.Users;

namespace Identity.Grains.Callers;

/// <summary>Who may pass, as a function of what is known. No grain, no storage.</summary>
internal static class CallerRules
{
    /// <summary>Decides about the bearer of a valid token.</summary>
    /// <param name="state">The user.</param>
    /// <param name="query">What the token says.</param>
    /// <param name="now">The time.</param>
    /// <param name="access">What they may do in the active organization, if any.</param>
    public static CallerResolution Resolve(
        UserState state, CallerQuery query, DateTimeOffset now, OrganizationAccess? access)
    {
        var session = state.FindSession(query.SessionId)?.Snapshot;
        var denial = Judge(state, session, query, now);
        return denial == CallerDenial.None
            ? new CallerResolution
            {
                Denial = denial,
                User = state.Profile!.Snapshot,
                Session = session,
                Organization = access,
                Version = state.Revision,
            }
            : new CallerResolution { Denial = denial, Version = state.Revision };
    }

    /// <summary>What a membership grants; null when the organization was deleted.</summary>
    public static OrganizationAccess? AccessBy(
        MembershipRecord membership, OrganizationStanding standing, RoleCatalogSnapshot roles) =>
        membership.Grant is { } grant && !standing.Deleted
            ? new OrganizationAccess
            {
                Id = membership.OrganizationId,
                Slug = standing.Snapshot is { } organization ? organization.Slug : grant.OrganizationSlug,
                Role = grant.Role,
                Permissions = PermissionsOf(grant, roles),
            }
            : null;

    /// <summary>
    /// What a role permits now. The catalogue decides; for a role that it doesn't know, what the membership's last event
    /// said, without permissions that were deleted since.
    /// </summary>
    private static ImmutableArray<string> PermissionsOf(MembershipGrant grant, RoleCatalogSnapshot roles)
    {
        if (roles.Permissions.TryGetValue(grant.Role, out var permissions)) return permissions;
        return roles.Withdrawn.IsEmpty ? grant.Permissions : grant.Permissions.RemoveAll(roles.Withdrawn.Contains);
    }

    private static CallerDenial Judge(UserState state, SessionSnapshot? session, CallerQuery query, DateTimeOffset now)
    {
        if (state.Deletion is not null) return CallerDenial.UserDeleted;
        var sessionDenial = session is null ? CallerDenial.None : JudgeSession(session, query, now);

        // A dead session is dead also while the profile is still on its way.
        if (sessionDenial != CallerDenial.None) return sessionDenial;
        if (state.Profile is not { } profile) return CallerDenial.UserUnknown;
        return profile.Snapshot.Banned ? CallerDenial.UserBanned : CallerDenial.None;
    }

    private static CallerDenial JudgeSession(SessionSnapshot session, CallerQuery query, DateTimeOffset now) =>
        session.Status switch
        {
            SessionStatus.Revoked => CallerDenial.SessionRevoked,
            SessionStatus.Ended => CallerDenial.SessionEnded,
            SessionStatus.Removed => CallerDenial.SessionRemoved,
            SessionStatus.Expired => CallerDenial.SessionExpired,
            SessionStatus.Abandoned => CallerDenial.SessionAbandoned,
            SessionStatus.Replaced => CallerDenial.SessionReplaced,

            // No event tells that a pending session became active; a token issued since then does. The same goes for a
            // status that this release doesn't know.
            SessionStatus.Pending or SessionStatus.Unknown when query.IssuedAt * 1000 <= session.UpdatedAt => CallerDenial.SessionPending,

            // Clerk mints no token for an expired session, so a later one shows that the expiry was moved.
            _ when session.ExpireAt is { } expiry
                && now.ToUnixTimeMilliseconds() >= expiry
                && query.IssuedAt * 1000 < expiry => CallerDenial.SessionExpired,
            _ => CallerDenial.None,
        };
}
