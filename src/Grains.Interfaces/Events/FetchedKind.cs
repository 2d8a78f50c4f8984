namespace Identity.Grains.Events;

/// <summary>What Clerk's Backend API was asked for.</summary>
public enum FetchedKind
{
    User,
    Organization,
    Membership,
    Role,
    Permission,
    OrganizationInvitation,
    OrganizationDomain,
}
