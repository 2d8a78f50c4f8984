using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Storage.Inbox;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlInboxReader(PostgreSqlReaders readers) : IInboxReader
{
    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ClerkDelivery>> ForUserAsync(
        UserId id, CancellationToken cancellationToken) =>
        await readers.QueryAsync(
            "SELECT svix_id, body FROM inbox WHERE state = 0 AND user_id = $1",
            ReadDelivery,
            cancellationToken,
            PostgreSqlValue.Of(id.Value));

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ClerkDelivery>> ForOrganizationAsync(
        OrganizationId id, CancellationToken cancellationToken) =>
        await readers.QueryAsync(
            "SELECT svix_id, body FROM inbox WHERE state = 0 AND organization_id = $1",
            ReadDelivery,
            cancellationToken,
            PostgreSqlValue.Of(id.Value));

    /// <inheritdoc/>
    public async Task<InboxCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await readers.QueryAsync(
            """
            SELECT
              (SELECT count(*) FROM inbox WHERE state = 0),
              (SELECT count(*) FROM inbox WHERE state = 3),
              (SELECT min(received_at) FROM inbox WHERE state = 0)
            """,
            row => new InboxCounts(row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2)),
            cancellationToken);
        return rows[0];
    }

    private static ClerkDelivery ReadDelivery(NpgsqlDataReader row) =>
        new(MessageId.Parse(row.GetString(0)), row.GetFieldValue<byte[]>(1));
}
