namespace Identity.Grains.Events;

/// <summary>What Clerk's Backend API was asked for, or answered. The numbers travel between processes.</summary>
public enum FetchedKind
{
    User,
    Organization,
    Membership,
    Role,
    Permission,
    OrganizationInvitation,
    OrganizationDomain,

    /// <summary>A session, which its user's grain keeps.</summary>
    Session,
}
