using System.Collections.Immutable;
using Identity.Grains.Directory;

namespace Identity.Storage.Directory.Lists;

/// <inheritdoc/>
internal sealed partial class DirectoryLists
{
    /// <inheritdoc/>
    public Task<ListPage<TItem>> ListMembershipsAsync<TItem>(
        MembershipFilter filter,
        MembershipOrder order,
        ListPart part,
        ItemReader<MembershipEntry, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(reader);
        PageBounds.ThrowIfOutside(part.Limit, part.Offset);
        return snapshots.ReadAsync(
            async queries =>
            {
                var counted = Memberships(filter);
                var total = await CountAsync(
                    queries, $"SELECT count(*) FROM memberships m {counted.Conditions}", counted, cancellationToken);
                var items = await FillAsync(queries, part, ReadAsync, m => m.UserId.Value, reader, cancellationToken);
                return new ListPage<TItem>(items, total);

                ValueTask<ImmutableArray<MembershipEntry>> ReadAsync(int limit, long offset)
                {
                    var sql = Memberships(filter);
                    return queries.QueryAsync(
                        $"""
                        SELECT {DirectorySql.MembershipColumns}
                        FROM memberships m LEFT JOIN users u ON u.user_id = m.user_id {sql.Conditions}
                        {OrderBy(order, part.Descending)} {sql.Page(limit, offset)}
                        """,
                        DirectoryRow.ReadMembership,
                        cancellationToken,
                        sql.Values);
                }
            },
            cancellationToken);
    }

    private ListSql Memberships(MembershipFilter filter)
    {
        var sql = new ListSql(dialect);
        sql.Where(DirectorySql.IsVisible);
        sql.And(DirectorySql.IsNewestOfPair);
        if (filter.OrganizationId is { } organization)
            sql.And($"m.organization_id = {sql.Parameter(organization.Value)}");
        if (filter.UserId is { } user) sql.And($"m.user_id = {sql.Parameter(user.Value)}");
        sql.AndIn("m.role", filter.Roles);
        sql.AndWindow("m.created_at", filter.CreatedAt);
        if (filter.Users == new UserFilter()) return sql;

        sql.Open("EXISTS (SELECT 1 FROM users u WHERE u.user_id = m.user_id AND NOT u.deleted");
        UserConditions.Add(sql, filter.Users, amongAll: false);
        sql.Close();
        return sql;
    }

    private static string OrderBy(MembershipOrder order, bool descending) => order switch
    {
        MembershipOrder.CreatedAt => ListSql.OrderBy("m.created_at", "m.membership_id", descending),
        MembershipOrder.PhoneNumber => ListSql.OrderByNullable("u.phone_number", "m.membership_id", descending),
        MembershipOrder.EmailAddress => ListSql.OrderByNullable("u.email_address", "m.membership_id", descending),
        MembershipOrder.FirstName => ListSql.OrderByNullable("u.first_name", "m.membership_id", descending),
        MembershipOrder.LastName => ListSql.OrderByNullable("u.last_name", "m.membership_id", descending),
        MembershipOrder.Username => ListSql.OrderByNullable("u.username", "m.membership_id", descending),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };
}
