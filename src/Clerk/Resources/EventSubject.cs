namespace Identity.Clerk.Resources;

/// <summary>What an event is about.</summary>
internal enum EventSubject
{
    /// <summary>Nothing that is kept here.</summary>
    None,
    User,
    Session,
    Organization,
    OrganizationMembership,

    /// <summary>A resource that is kept by itself; its <see cref="ResourceKind"/> says which.</summary>
    Resource,
    Role,
    Permission,
}
