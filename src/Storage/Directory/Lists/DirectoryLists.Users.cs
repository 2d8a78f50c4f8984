using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.Directory.Lists;

/// <inheritdoc/>
internal sealed partial class DirectoryLists
{
    /// <inheritdoc/>
    public Task<ImmutableArray<TItem>?> ListUsersAsync<TItem>(
        UserFilter filter,
        UserOrder order,
        ListPart part,
        UserId? after,
        ItemReader<UserId, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(reader);
        PageBounds.ThrowIfOutside(part.Limit, part.Offset);
        return snapshots.ReadAsync<ImmutableArray<TItem>?>(
            async queries =>
            {
                var search = IndexSearch.Of(filter);
                var users = search is null ? null : await index.FindAsync(queries, cancellationToken);
                var start = after is { } id ? await FindStartAsync(queries, id, cancellationToken) : null;
                if (after is not null && start is null) return null;
                return await FillAsync(
                    queries,
                    part,
                    users is null ? ReadAsync : PickAsync,
                    user => user.Value,
                    reader,
                    cancellationToken);

                ValueTask<ImmutableArray<UserId>> PickAsync(int limit, long offset) => index.SearchAsync(
                    () => users.List(
                        search! with { After = start, Descending = part.Descending },
                        new IndexOrder(order, part.Descending),
                        limit,
                        offset,
                        cancellationToken),
                    cancellationToken);

                ValueTask<ImmutableArray<UserId>> ReadAsync(int limit, long offset)
                {
                    var sql = Users(filter);
                    if (start is { } from)
                    {
                        sql.And($"(u.created_at, u.user_id) {(part.Descending ? '<' : '>')} "
                            + $"({sql.Parameter(from.CreatedAt)}, {sql.Parameter(from.Id.Value)})");
                    }

                    return queries.QueryAsync(
                        $"""
                        SELECT u.user_id FROM {sql.Users} {sql.Conditions}
                        {OrderBy(order, part.Descending)} {sql.Page(limit, offset)}
                        """,
                        DirectoryRow.ReadUserId,
                        cancellationToken,
                        sql.Values);
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountUsersAsync(UserFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return snapshots.ReadAsync(
            async queries =>
            {
                if (IndexSearch.Of(filter) is { } search
                    && await index.FindAsync(queries, cancellationToken) is { } users)
                {
                    return await index.SearchAsync(
                        () => users.CountOf(search, cancellationToken), cancellationToken);
                }

                var sql = Users(filter);
                return await CountAsync(
                    queries, $"SELECT count(*) FROM {sql.Users} {sql.Conditions}", sql, cancellationToken);
            },
            cancellationToken);
    }

    private ListSql Users(UserFilter filter)
    {
        var sql = new ListSql(dialect);
        sql.Where("NOT u.deleted");
        UserConditions.Add(sql, filter, amongAll: !filter.NamesUsers);
        return sql;
    }

    private static async ValueTask<Created<UserId>?> FindStartAsync(
        IQueries queries, UserId id, CancellationToken cancellationToken)
    {
        var found = await queries.QueryAsync(
            "SELECT u.user_id, u.created_at FROM users u WHERE u.user_id = $1 AND NOT u.deleted",
            DirectoryRow.ReadUser,
            cancellationToken,
            id.Value);
        return found.IsEmpty ? null : found[0];
    }

    // The orders of the indexes in the schema, so that a list walks one of them and stops at its limit.
    private static string OrderBy(UserOrder order, bool descending) => order switch
    {
        UserOrder.CreatedAt => OrderByTime("u.created_at", "u.user_id", descending),
        UserOrder.UpdatedAt => OrderByTime("u.updated_at", "u.user_id", descending),
        UserOrder.EmailAddress => ListSql.OrderByNullable("u.email_address", "u.user_id", descending),
        UserOrder.Web3Wallet => ListSql.OrderByNullable("u.web3_wallet", "u.user_id", descending),
        UserOrder.FirstName => ListSql.OrderByNullable("u.first_name", "u.user_id", descending),
        UserOrder.LastName => ListSql.OrderByNullable("u.last_name", "u.user_id", descending),
        UserOrder.PhoneNumber => ListSql.OrderByNullable("u.phone_number", "u.user_id", descending),
        UserOrder.Username => ListSql.OrderByNullable("u.username", "u.user_id", descending),
        UserOrder.LastActiveAt => ListSql.OrderByNullable("u.last_active_at", "u.user_id", descending),
        UserOrder.LastSignInAt => ListSql.OrderByNullable("u.last_sign_in_at", "u.user_id", descending),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "No such order."),
    };

    // Both are there for every user that isn't deleted. Their indexes run from the newest to the oldest, nulls last.
    private static string OrderByTime(string value, string id, bool descending) => descending
        ? $"ORDER BY {value} DESC NULLS LAST, {id} DESC"
        : $"ORDER BY {value} NULLS FIRST, {id}";
}
