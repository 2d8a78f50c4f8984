using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Storage.Directory.Lists.Index;

namespace Identity.Storage.Directory.Lists;

/// <inheritdoc/>
internal sealed partial class DirectoryLists(
    ISnapshots snapshots, IStoredStates states, ListDialect dialect, UserIndex index)
    : IDirectoryLists
{
    /// <inheritdoc/>
    public async Task<UserId?> FindSessionUserAsync(SessionId id, CancellationToken cancellationToken)
    {
        var found = await snapshots.ReadAsync(
            queries => queries.QueryAsync(
                "SELECT s.user_id FROM sessions s WHERE s.session_id = $1",
                DirectoryRow.ReadUserId,
                cancellationToken,
                id.Value),
            cancellationToken);
        return found.IsEmpty ? null : found[0];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<UserId>> FindClientUsersAsync(string clientId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        return await snapshots.ReadAsync(
            queries => queries.QueryAsync(
                "SELECT DISTINCT s.user_id FROM sessions s WHERE s.client_id = $1 ORDER BY s.user_id LIMIT $2",
                DirectoryRow.ReadUserId,
                cancellationToken,
                StoredText.Clean(clientId),
                PageBounds.MaxLimit),
            cancellationToken);
    }

    // Rows and their states are of one moment, but a state is stored before its row is: what is gone by its own state
    // makes room, or a reader would take a page that isn't full for the last one.
    private async ValueTask<ImmutableArray<TItem>> FillAsync<TRow, TItem>(
        IQueries queries,
        ListPart part,
        Func<int, long, ValueTask<ImmutableArray<TRow>>> read,
        Func<TRow, string> keyOf,
        ItemReader<TRow, TItem> reader,
        CancellationToken cancellationToken)
        where TItem : class
    {
        var items = ImmutableArray.CreateBuilder<TItem>();
        long offset = part.Offset;
        while (items.Count < part.Limit)
        {
            var wanted = part.Limit - items.Count;
            var rows = await read(wanted, offset);
            var stored = await states.ReadAsync(
                queries, reader.StateName, [.. rows.Select(keyOf).Distinct()], cancellationToken);
            foreach (var row in rows)
            {
                if (stored.TryGetValue(keyOf(row), out var state) && reader.Read(row, state) is { } item) items.Add(item);
            }

            if (rows.Length < wanted) break;
            offset += rows.Length;
        }

        return items.DrainToImmutable();
    }

    private static async ValueTask<long> CountAsync(
        IQueries queries, string sql, ListSql statement, CancellationToken cancellationToken)
    {
        var counts = await queries.QueryAsync(sql, row => row.GetInt64(0), cancellationToken, statement.Values);
        return counts[0];
    }
}
