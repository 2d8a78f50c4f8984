using Identity.Clerk.Identifiers;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;

namespace Identity.Storage.Tests.Inbox;

/// <summary>
/// The statements of both databases that must never walk through a whole table, and the index each has.
/// </summary>
internal static class QueryPlans
{
    private static readonly EntityId Resource = EntityId.Of(ResourceId.Parse("orginv_1"));

    /// <summary>Each with example values of its parameters.</summary>
    internal static IEnumerable<Statement> Of(InboxDialect dialect)
    {
        var lists = new InboxListSql(dialect);
        var reads = new InboxReaderSql(dialect);
        yield return List("inbox_state", InboxFilter.None);
        yield return List("inbox_state", new InboxFilter { State = InboxState.Applied });
        yield return List("inbox_state", new InboxFilter { State = InboxState.Pending });
        yield return List("inbox_type", new InboxFilter { Type = "user.created" });
        yield return List("inbox_type", new InboxFilter { Type = "user.created", State = InboxState.Applied });
        // A planner that has counted may take either.
        yield return List("inbox_", new InboxFilter { Type = "user.created", State = InboxState.Kept });
        yield return List("inbox_user", new InboxFilter { UserId = UserId.Parse("user_7") });
        yield return List("inbox_organization", new InboxFilter { OrganizationId = OrganizationId.Parse("org_7") });
        yield return List("inbox_resource", new InboxFilter { Entity = Resource });
        yield return new("inbox_unattributed", reads.Mentions, [0L, "", "", new byte[] { 1 }, 500]);
        yield return new("inbox_state", InboxSql.Counts, []);
        yield return new("users_newest", DirectorySql.Users, [100, 0]);
        yield return new("users_deleted", DirectorySql.DeletedUsers, [5000L, 100]);
        yield return new("memberships_user", DirectorySql.MembershipsOfUser, ["user_7", 500], Sorts: 1);
        yield return new("memberships_organization", DirectorySql.MembershipsOfOrganization, ["org_7", 500, 0]);
        yield return new("users_newest", WindowSql.Users, [9000L, 5000L, "", 100]);
        yield return new("organizations_created", WindowSql.Organizations, [9000L, 5000L, "", 100]);
        yield return new("memberships_created", WindowSql.Memberships, [9000L, 5000L, "", 100]);
        yield return new("resources_kind", ResourceSql.OfKind, [1, 100, 0]);
        yield return new("resources_organization", ResourceSql.OfOrganization, [1, 100, 0, "org_7"]);
        yield return new("resources_user", ResourceSql.OfUser, [1, 100, 0, "user_7"]);
        yield return new("resources_email", ResourceSql.OfEmail, [1, 100, 0, "7@x.org"]);
        // Of somebody who has a quarter of all resources, reading the table is the shortest way.
        yield return new("resources_inviter", ResourceSql.OfPerson, ["user_9", 100, ""], Sorts: 2);

        Statement List(string index, InboxFilter filter) => new(
            index,
            lists.For(filter),
            [
                9000L, "ins_1", "msg_1", 100, (int?)filter.State, filter.Type, filter.UserId?.Value,
                filter.OrganizationId?.Value, filter.Entity?.Value,
            ],
            Sorts: filter == InboxFilter.None ? 6 : 0);
    }

    /// <param name="Index">The index by which it goes.</param>
    /// <param name="Sql">The statement.</param>
    /// <param name="Values">Its parameters.</param>
    /// <param name="Sorts">How often it sorts what it found: what one person has, or a few pages.</param>
    internal sealed record Statement(string Index, string Sql, object?[] Values, int Sorts = 0);
}
