using System.Collections.Immutable;
using System.Text;
using Identity.Clerk.Identifiers;

namespace Identity.Storage.Inbox;

/// <summary>Reads the inbox of either database.</summary>
internal sealed class InboxReader(IQueries queries, InboxDialect dialect)
{
    private readonly InboxListSql _lists = new(dialect);
    private readonly InboxReaderSql _sql = new(dialect);

    /// <inheritdoc cref="IInbox.CountAsync"/>
    internal async Task<InboxCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await queries.QueryAsync(InboxSql.Counts, InboxRow.ReadCounts, cancellationToken);
        return rows[0];
    }

    /// <inheritdoc cref="IInboxArchive.ListAsync"/>
    internal async Task<ImmutableArray<InboxEntry>> ListAsync(
        InboxFilter filter, InboxPosition? after, int limit, CancellationToken cancellationToken) =>
        await queries.QueryAsync(
            _lists.For(filter),
            InboxRow.ReadWithoutBody,
            cancellationToken,
            after?.ReceivedAt ?? long.MaxValue,
            after?.InstanceId.Value ?? "",
            after?.Id.Value ?? "",
            limit,
            (int?)filter.State,
            filter.Type,
            filter.UserId?.Value,
            filter.OrganizationId?.Value,
            filter.Entity?.Value);

    /// <inheritdoc cref="IInboxArchive.FindAsync"/>
    internal async Task<InboxEntry?> FindAsync(
        InstanceId? instance, MessageId id, CancellationToken cancellationToken)
    {
        var found = await queries.QueryAsync(
            _sql.Message, InboxRow.ReadWithBody, cancellationToken, instance?.Value, id.Value);
        return found.IsEmpty ? null : found[0];
    }

    /// <summary>
    /// Looks for an id in the bodies of a page of entries that may hold anybody's data, oldest received first.
    /// </summary>
    internal async Task<MentionPage> FindMentionsAsync(
        UserId id, InboxPosition? after, CancellationToken cancellationToken)
    {
        var bytes = Encoding.ASCII.GetBytes(id.Value);
        // A body is dropped as soon as it was looked into; only its place is kept.
        var rows = await queries.QueryAsync(
            _sql.Mentions,
            row => (Position: InboxRow.ReadPosition(row), Found: InboxRow.Mentions(row, bytes)),
            cancellationToken,
            after?.ReceivedAt ?? long.MinValue,
            after?.InstanceId.Value ?? "",
            after?.Id.Value ?? "",
            bytes,
            InboxPages.Mentions);
        return new MentionPage(
            [.. rows.Where(row => row.Found).Select(row => row.Position)], rows.IsEmpty ? null : rows[^1].Position);
    }

    /// <summary>Whether the directory knows this user as deleted.</summary>
    internal async Task<bool> IsDeletedAsync(UserId id, CancellationToken cancellationToken)
    {
        var rows = await queries.QueryAsync(
            "SELECT 1 FROM users WHERE user_id = $1 AND deleted", _ => true, cancellationToken, id.Value);
        return !rows.IsEmpty;
    }
}
