using System.Collections.Immutable;
using System.Data.Common;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists;

/// <inheritdoc/>
internal sealed partial class DirectoryLists
{
    private const string MembersOfO =
        $"""
        FROM memberships m
            WHERE m.organization_id = o.organization_id AND {DirectorySql.IsVisible} AND {DirectorySql.IsNewestOfPair}
        """;

    private const string CountOfMembers = $"(SELECT count(*) {MembersOfO})";

    /// <inheritdoc/>
    public Task<ListPage<TItem>> ListOrganizationsAsync<TItem>(
        OrganizationFilter filter,
        OrganizationOrder order,
        ListPart part,
        ItemReader<OrganizationRow, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(reader);
        PageBounds.ThrowIfOutside(part.Limit, part.Offset);
        return snapshots.ReadAsync(
            async queries =>
            {
                var counted = new ListSql(dialect);
                Add(counted, filter);
                var total = await CountAsync(
                    queries, $"SELECT count(*) FROM organizations o {counted.Conditions}", counted, cancellationToken);
                var items = await FillAsync(
                    queries,
                    part,
                    (limit, offset) => ReadAsync(queries, filter, order, part.Descending, limit, offset, cancellationToken),
                    row => row.Id.Value,
                    reader,
                    cancellationToken);
                return new ListPage<TItem>(items, total);
            },
            cancellationToken);
    }

    private ValueTask<ImmutableArray<OrganizationRow>> ReadAsync(
        IQueries queries,
        OrganizationFilter filter,
        OrganizationOrder order,
        bool descending,
        int limit,
        long offset,
        CancellationToken cancellationToken)
    {
        var sql = new ListSql(dialect);
        var members = filter.CountsMembers || order == OrganizationOrder.MembersCount ? CountOfMembers : "NULL";
        var sought = filter.SoughtRoles.IsDefault
            ? "NULL"
            : HasMember(dialect.IsIn("m.role", sql.Parameter(dialect.Values(filter.SoughtRoles))));
        Add(sql, filter);
        return queries.QueryAsync(
            $"""
            SELECT o.organization_id, {members} AS members, {sought} AS sought FROM organizations o {sql.Conditions}
            {OrderBy(order, descending)} {sql.Page(limit, offset)}
            """,
            ReadOrganization,
            cancellationToken,
            sql.Values);
    }

    private static void Add(ListSql sql, OrganizationFilter filter)
    {
        sql.Where("NOT o.deleted");
        sql.AndSigned(filter.OrganizationIds, ids => sql.Dialect.IsIn("o.organization_id", ids));
        sql.AndSigned(
            filter.UserIds,
            ids => HasMember(sql.Dialect.IsIn("m.user_id", ids)));
        if (filter.Text is not { } text) return;
        sql.And(DirectoryText.NormalizeSearch(text) is { } folded
            ? $"(o.organization_id = {sql.Parameter(text)} OR {sql.Dialect.Contains("o.body", sql.Parameter(folded))})"
            : "false");
    }

    private static string HasMember(string condition) => $"EXISTS (SELECT 1 {MembersOfO} AND {condition})";

    private static OrganizationRow ReadOrganization(DbDataReader row) => new(
        OrganizationId.Parse(row.GetString(0)),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        row.IsDBNull(2) ? null : row.GetBoolean(2));

    private static string OrderBy(OrganizationOrder order, bool descending) => order switch
    {
        OrganizationOrder.CreatedAt => ListSql.OrderBy("o.created_at", "o.organization_id", descending),
        OrganizationOrder.Name => ListSql.OrderBy("o.name", "o.organization_id", descending),
        OrganizationOrder.MembersCount => ListSql.OrderBy("members", "o.organization_id", descending),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };
}
