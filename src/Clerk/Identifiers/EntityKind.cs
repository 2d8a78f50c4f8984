namespace Identity.Clerk.Identifiers;

/// <summary>What an entity is: whatever applies events on its own.</summary>
public enum EntityKind
{
    /// <summary>A user, with sessions and memberships.</summary>
    User,

    /// <summary>An organization, without its members.</summary>
    Organization,

    /// <summary>A resource that is kept by itself: an invitation, a domain, a subscription and the like.</summary>
    Resource,

    /// <summary>The instance's roles and permissions together.</summary>
    RoleCatalog,
}
