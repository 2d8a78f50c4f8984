using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlPendingReader(PostgreSqlReaders readers) : IPendingReader
{
    // One more than a page holds is counted, and no body is sent that the page has no room for.
    internal const string Page =
        """
        SELECT svix_id, body, found FROM (
          SELECT svix_id, body, count(*) OVER () AS found,
            sum(octet_length(body)) OVER (ORDER BY svix_id) - octet_length(body) AS bytes_before
          FROM (
            SELECT svix_id, body FROM inbox
            WHERE state = 0 AND entity = $1 AND svix_id > $2
            ORDER BY svix_id LIMIT $3 + 1
          ) next
        ) page
        WHERE bytes_before < $4
        ORDER BY svix_id LIMIT $3
        """;

    /// <inheritdoc/>
    public async ValueTask<PendingPage> ForAsync(
        EntityId id, MessageId? after, CancellationToken cancellationToken)
    {
        var rows = await readers.QueryAsync(
            Page,
            row => (Found: row.GetInt64(2), Delivery: new ClerkDelivery(
                MessageId.Parse(row.GetString(0)), row.GetFieldValue<byte[]>(1))),
            cancellationToken,
            id.Value,
            after?.Value ?? "",
            InboxPages.MaxPending,
            InboxPages.MaxBytes);
        if (rows.IsEmpty) return PendingPage.Empty;
        return new PendingPage([.. rows.Select(row => row.Delivery)], rows[0].Found == rows.Length);
    }
}
