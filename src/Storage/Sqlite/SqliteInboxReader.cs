using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;
using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <inheritdoc/>
internal sealed class SqliteInboxReader(SqliteReaders readers) : IInboxReader
{
    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ClerkDelivery>> ForUserAsync(UserId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(ReadForUser, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ClerkDelivery>> ForOrganizationAsync(
        OrganizationId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(ReadForOrganization, id, cancellationToken);

    /// <inheritdoc/>
    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(ReadCounts, 0, cancellationToken).AsTask();

    private static ImmutableArray<ClerkDelivery> ReadForUser(SqliteSession session, UserId id)
    {
        using var row = session.Query(
            """
            SELECT i.svix_id, b.body FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
            WHERE i.state = 0 AND i.user_id = $1
            """,
            id.Value);
        return ReadDeliveries(row);
    }

    private static ImmutableArray<ClerkDelivery> ReadForOrganization(SqliteSession session, OrganizationId id)
    {
        using var row = session.Query(
            """
            SELECT i.svix_id, b.body FROM inbox i JOIN inbox_body b ON b.entry_id = i.entry_id
            WHERE i.state = 0 AND i.organization_id = $1
            """,
            id.Value);
        return ReadDeliveries(row);
    }

    private static ImmutableArray<ClerkDelivery> ReadDeliveries(SqliteDataReader row)
    {
        if (!row.Read()) return [];
        var deliveries = ImmutableArray.CreateBuilder<ClerkDelivery>();
        do deliveries.Add(new ClerkDelivery(MessageId.Parse(row.GetString(0)), row.GetFieldValue<byte[]>(1)));
        while (row.Read());
        return deliveries.DrainToImmutable();
    }

    private static InboxCounts ReadCounts(SqliteSession session, int unused)
    {
        using var row = session.Query(
            """
            SELECT
              (SELECT count(*) FROM inbox WHERE state = 0),
              (SELECT count(*) FROM inbox WHERE state = 3),
              (SELECT min(received_at) FROM inbox WHERE state = 0)
            """);
        row.Read();
        return new InboxCounts(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2));
    }
}
