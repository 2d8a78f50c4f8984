using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqlitePendingReader(SqliteReaders readers) : IPendingReader
{
    // Without a limit: rows are fetched one by one, and the page ends where it is full.
    internal const string Page =
        """
        SELECT i.svix_id, b.body FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
        WHERE i.state = 0 AND i.entity = $1 AND i.svix_id > $2
        ORDER BY i.svix_id
        """;

    /// <inheritdoc/>
    public ValueTask<PendingPage> ForAsync(EntityId id, MessageId? after, CancellationToken cancellationToken) =>
        readers.ReadAsync(Read, (id, after), cancellationToken);

    private static PendingPage Read(SqliteSession session, (EntityId Id, MessageId? After) page)
    {
        using var row = session.Query(Page, page.Id.Value, page.After?.Value ?? "");
        if (!row.Read()) return PendingPage.Empty;
        var deliveries = ImmutableArray.CreateBuilder<ClerkDelivery>();
        var (bytes, isLast) = (0L, false);
        while (!isLast && deliveries.Count < InboxPages.MaxPending && bytes < InboxPages.MaxBytes)
        {
            var delivery = new ClerkDelivery(MessageId.Parse(row.GetString(0)), row.GetFieldValue<byte[]>(1));
            deliveries.Add(delivery);
            bytes += delivery.Body.Length;
            isLast = !row.Read();
        }

        return new PendingPage(deliveries.DrainToImmutable(), isLast);
    }
}
