using Identity.Storage.Inbox;
using Npgsql;
using EntryKey = (string InstanceId, string Id);

namespace Identity.Storage.PostgreSql;

/// <summary>Deliveries that one commit adds, and what it finds of those that are there already.</summary>
internal sealed class PostgreSqlAddedEntries(IReadOnlyList<AddEntry> commands)
{
    // Every process locks in this order, so two that got the same deliveries don't wait for each other in a circle.
    private readonly List<AddEntry> _first =
        [.. commands.DistinctBy(KeyOf).OrderBy(command => KeyOf(command).Id, StringComparer.Ordinal)];

    private readonly HashSet<EntryKey> _added = [];

    internal void AddTo(PostgreSqlBatch statements)
    {
        if (_first.Count == 0) return;
        statements.Add(
            $"""
            WITH added AS (
              INSERT INTO inbox (instance_id, svix_id, type, occurred_at, received_at, entity, user_id, organization_id,
                state, due_at, reason, body)
              SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
                $8::text[], $9::smallint[], $10::bigint[], $11::text[], $12::bytea[])
              ON CONFLICT (instance_id, svix_id) DO NOTHING
              RETURNING instance_id, received_at, svix_id, type, state, entity, user_id, organization_id, occurred_at
            ), noted AS (
              INSERT INTO change_feed (recorded_at, {PostgreSqlChangeFeed.Columns})
              SELECT received_at, {PostgreSqlChangeFeed.Columns} FROM added WHERE state <> 0
            )
            SELECT instance_id, svix_id FROM added
            """,
            ReadAddedAsync,
            PostgreSqlValue.Column(_first, command => command.Entry.InstanceId.Value),
            PostgreSqlValue.Column(_first, command => command.Entry.Id.Value),
            PostgreSqlValue.Column(_first, command => command.Entry.Type),
            PostgreSqlValue.Column(_first, command => command.Entry.OccurredAt),
            PostgreSqlValue.Column(_first, command => command.Entry.ReceivedAt),
            PostgreSqlValue.Column(_first, command => command.Entry.Entity?.Value),
            PostgreSqlValue.Column(_first, command => command.Entry.UserId?.Value),
            PostgreSqlValue.Column(_first, command => command.Entry.OrganizationId?.Value),
            PostgreSqlValue.Column(_first, command => (short)command.Entry.State),
            PostgreSqlValue.Column(_first, command => command.DueAt),
            PostgreSqlValue.Column(_first, command => command.Entry.Reason),
            PostgreSqlValue.Column(_first, command => command.Entry.Body));
    }

    /// <summary>
    /// Looks up what became of the duplicates. They are rare, so only they pay for a second round trip.
    /// </summary>
    internal async Task ReadDuplicatesAsync(NpgsqlConnection connection)
    {
        var states = await ReadStatesAsync(connection);
        foreach (var command in _first)
        {
            var key = KeyOf(command);
            if (_added.Contains(key)) states.Add(key, command.Entry.State);
        }

        // Of several that are the same, the first took the row and clears the way for none of the others.
        foreach (var command in commands)
        {
            var key = KeyOf(command);
            command.Result = new InboxReceipt(_added.Remove(key), states[key]);
        }
    }

    private static EntryKey KeyOf(AddEntry command) => (command.Entry.InstanceId.Value, command.Entry.Id.Value);

    private async Task ReadAddedAsync(NpgsqlDataReader row)
    {
        while (await row.ReadAsync()) _added.Add((row.GetString(0), row.GetString(1)));
    }

    private async Task<Dictionary<EntryKey, InboxState>> ReadStatesAsync(NpgsqlConnection connection)
    {
        Dictionary<EntryKey, InboxState> states = [];
        var duplicates = _first.Where(command => !_added.Contains(KeyOf(command))).ToList();
        if (duplicates.Count == 0) return states;
        await using var statement = new PostgreSqlBatch(connection);
        statement.Add(
            """
            SELECT i.instance_id, i.svix_id, i.state
            FROM unnest($1::text[], $2::text[]) AS k (instance_id, svix_id)
            JOIN inbox i ON i.instance_id = k.instance_id AND i.svix_id = k.svix_id
            """,
            async row =>
            {
                while (await row.ReadAsync())
                    states.Add((row.GetString(0), row.GetString(1)), (InboxState)row.GetInt16(2));
            },
            PostgreSqlValue.Column(duplicates, command => command.Entry.InstanceId.Value),
            PostgreSqlValue.Column(duplicates, command => command.Entry.Id.Value));
        await statement.ExecuteAsync();
        return states;
    }
}
