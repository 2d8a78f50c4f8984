using System.Collections.Immutable;
using Identity.Storage.Commits;
using Identity.Storage.Directory;

namespace Identity.Storage.Changes;

/// <inheritdoc/>
internal sealed class ChangeFeed(IQueries queries, ChangeFeedSql sql, CommitQueue commits) : IChangeFeed
{
    /// <inheritdoc/>
    public async ValueTask<ChangePosition> EndAsync(CancellationToken cancellationToken) =>
        (await queries.QueryAsync(sql.Last, ChangeRow.ReadEnd, cancellationToken))[0];

    /// <inheritdoc/>
    public async ValueTask<ChangePage> ReadAsync(
        ChangePosition? after, int limit, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        var rows = await RowsAsync(after ?? default, limit, cancellationToken);
        if (after is not { } place) return PageOf(rows, rows[0].Purged, hasGap: false);
        if (place.Feed == rows[0].Unseen.Feed && place.IsBefore(rows[0].Unseen))
        {
            return PageOf(rows, place, hasGap: place.IsBefore(rows[0].Purged));
        }

        rows = await RowsAsync(default, limit, cancellationToken);
        return PageOf(rows, rows[0].Purged, hasGap: true);
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(long recordedBefore, int limit, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        return commits.SubmitAsync(new PurgeChanges(recordedBefore, limit), cancellationToken);
    }

    private static ChangePage PageOf(ImmutableArray<ChangeRow> rows, ChangePosition place, bool hasGap)
    {
        ImmutableArray<Change> changes = [.. rows.Select(row => row.Change).OfType<Change>()];
        if (changes.IsEmpty) return new ChangePage(changes, hasGap ? rows[0].Purged : place, hasGap);
        return new ChangePage(changes, changes[^1].Position, hasGap);
    }

    private ValueTask<ImmutableArray<ChangeRow>> RowsAsync(
        ChangePosition after, int limit, CancellationToken cancellationToken) =>
        queries.QueryAsync(sql.Next, ChangeRow.Read, cancellationToken, after.Commit, after.Ordinal, limit);
}
