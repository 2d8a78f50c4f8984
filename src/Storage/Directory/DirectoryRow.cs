using System.Data.Common;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory;

/// <summary>Reads directory rows, from either database.</summary>
internal static class DirectoryRow
{
    internal static UserId ReadUserId(DbDataReader row) => UserId.Parse(row.GetString(0));

    internal static OrganizationId ReadOrganizationId(DbDataReader row) => OrganizationId.Parse(row.GetString(0));

    internal static DirectoryCounts ReadCounts(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1));

    internal static Created<UserId> ReadUser(DbDataReader row) => new(UserId.Parse(row.GetString(0)), row.GetInt64(1));

    internal static Created<OrganizationId> ReadOrganization(DbDataReader row) =>
        new(OrganizationId.Parse(row.GetString(0)), row.GetInt64(1));

    /// <summary>A membership that isn't deleted.</summary>
    internal static MembershipEntry ReadMembership(DbDataReader row) => new()
    {
        Id = MembershipId.Parse(row.GetString(0)),
        UserId = UserId.Parse(row.GetString(1)),
        OrganizationId = OrganizationId.Parse(row.GetString(2)),
        Revision = row.GetInt64(3),
        Role = row.IsDBNull(4) ? null : row.GetString(4),
        CreatedAt = row.GetInt64(5),
    };

    /// <summary>A resource that isn't deleted, in the columns of <see cref="ResourceSql"/>.</summary>
    internal static ResourceEntry ReadResource(DbDataReader row) => new()
    {
        Id = ResourceId.Parse(row.GetString(0)),
        Kind = (ResourceKind)row.GetInt32(1),
        Revision = row.GetInt64(2),
        OrganizationId = row.IsDBNull(3) ? null : OrganizationId.Parse(row.GetString(3)),
        UserId = row.IsDBNull(4) ? null : UserId.Parse(row.GetString(4)),
        InviterId = row.IsDBNull(5) ? null : UserId.Parse(row.GetString(5)),
        EmailAddress = row.IsDBNull(6) ? null : row.GetString(6),
        Status = row.IsDBNull(7) ? null : row.GetString(7),
        CreatedAt = row.IsDBNull(8) ? null : row.GetInt64(8),
        UpdatedAt = row.IsDBNull(9) ? null : row.GetInt64(9),
    };
}
