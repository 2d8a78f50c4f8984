namespace Identity.Ingest.Listings;

/// <summary>The lists of Clerk's Backend API that a walk reads, in the order in which it reads them.</summary>
internal enum Listing
{
    Roles,
    Permissions,
    Users,
    Organizations,
    Memberships,
    Invitations,
    Domains,
}
