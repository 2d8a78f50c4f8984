namespace Identity.Storage.Directory.Lists;

/// <summary>By what organizations are listed; ids decide between equals.</summary>
public enum OrganizationOrder
{
    CreatedAt,
    Name,

    /// <summary>All members are counted for it, so the cost grows with the number of all memberships.</summary>
    MembersCount,
}
