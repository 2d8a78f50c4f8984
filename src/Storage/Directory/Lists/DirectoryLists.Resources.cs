using System.Collections.Immutable;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Directory.Lists;

/// <inheritdoc/>
internal sealed partial class DirectoryLists
{
    /// <inheritdoc/>
    public Task<ListPage<TItem>> ListResourcesAsync<TItem>(
        ResourceFilter filter,
        ResourceOrder order,
        ListPart part,
        ItemReader<ResourceId, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(reader);
        PageBounds.ThrowIfOutside(part.Limit, part.Offset);
        return snapshots.ReadAsync(
            async queries =>
            {
                var counted = Resources(filter);
                var total = await CountAsync(
                    queries, $"SELECT count(*) FROM resources r {counted.Conditions}", counted, cancellationToken);
                var items = await FillAsync(queries, part, ReadAsync, id => id.Value, reader, cancellationToken);
                return new ListPage<TItem>(items, total);

                ValueTask<ImmutableArray<ResourceId>> ReadAsync(int limit, long offset)
                {
                    var sql = Resources(filter);
                    return queries.QueryAsync(
                        $"""
                        SELECT r.resource_id FROM resources r {sql.Conditions}
                        {OrderBy(order, part.Descending)} {sql.Page(limit, offset)}
                        """,
                        row => ResourceId.Parse(row.GetString(0)),
                        cancellationToken,
                        sql.Values);
                }
            },
            cancellationToken);
    }

    private ListSql Resources(ResourceFilter filter)
    {
        var sql = new ListSql(dialect);
        sql.Where($"r.kind = {sql.Parameter((int)filter.Kind)} AND NOT r.deleted {ResourceSql.Visible}");
        if (filter.OrganizationId is { } organization)
            sql.And($"r.organization_id = {sql.Parameter(organization.Value)}");
        if (filter.Person is { } person)
        {
            var addresses = sql.Parameter(dialect.Values(person.EmailAddresses.Select(Key).OfType<string>()));
            sql.And($"({dialect.IsIn("r.email_key", addresses)} OR r.user_id = {sql.Parameter(person.UserId.Value)})");
        }

        if (filter.EmailAddress is { } email) sql.And($"r.email_key = {sql.Parameter(Key(email) ?? "")}");
        if (filter.Statuses.Length > 0) sql.And(HasStatus(sql, filter));
        sql.AndIn("r.name", filter.Names);
        sql.AndSigned(filter.EnrollmentModes, modes => sql.Dialect.IsIn("r.mode", modes));
        if (filter.IsVerified is { } verified) sql.And(verified ? "r.verified" : "NOT r.verified");
        if (filter.Text is { } text)
        {
            sql.And(DirectoryText.NormalizeSearch(text) is { } folded
                ? dialect.Contains("lower(coalesce(r.email_key, r.name, ''))", sql.Parameter(folded))
                : "false");
        }

        return sql;
    }

    private static string? Key(string email) => DirectoryText.Normalize(IdentifierKind.Email, email);

    // Nothing tells when an invitation lapses.
    private static string HasStatus(ListSql sql, ResourceFilter filter)
    {
        var lapsed = $"(r.status = 'pending' AND coalesce(r.expires_at <= {sql.Parameter(filter.Now)}, false))";
        var named = sql.Dialect.IsIn("r.status", sql.Parameter(sql.Dialect.Values(filter.Statuses)));
        return filter.Statuses.Contains("expired") ? $"({named} OR {lapsed})" : $"({named} AND NOT {lapsed})";
    }

    private static string OrderBy(ResourceOrder order, bool descending) => order switch
    {
        ResourceOrder.CreatedAt => ListSql.OrderBy("r.created_at", "r.resource_id", descending),
        ResourceOrder.EmailAddress => ListSql.OrderByNullable("r.email_key", "r.resource_id", descending),
        ResourceOrder.Name => ListSql.OrderByNullable("r.name", "r.resource_id", descending),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };
}
