using Identity.Storage.GrainState;
using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Writes grain state: compare-and-swap for many rows in one statement.</summary>
internal static class PostgreSqlGrainStateWrites
{
    internal static void AddTo(PostgreSqlBatch statements, IReadOnlyList<WriteGrainState> commands, string serviceId)
    {
        if (commands.Count == 0) return;
        // One order for every process, so that two of them don't wait for each other in a circle.
        var ordered = commands.OrderBy(command => command.Key.GrainKey, StringComparer.Ordinal).ToList();
        AddUpdates(statements, [.. ordered.Where(command => command.ExpectedVersion is not null)], serviceId);
        AddInserts(statements, [.. ordered.Where(command => command.ExpectedVersion is null)], serviceId);
    }

    private static void AddUpdates(PostgreSqlBatch statements, List<WriteGrainState> commands, string serviceId)
    {
        if (commands.Count == 0) return;
        // The rows are found first, one look into the index for each: left to itself, the planner of a server that has no
        // statistics yet reads the whole table for every write. A row that moves meanwhile has another version, too.
        statements.Add(
            """
            WITH found AS MATERIALIZED (
              SELECT o.place, w.payload, w.expected
              FROM unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::bytea[], $6::int[])
                AS w (state_name, state_hash, grain_key, key_hash, payload, expected)
              CROSS JOIN LATERAL (
                SELECT ctid AS place FROM orleansstorage
                WHERE serviceid = $7 AND graintypehash = w.state_hash AND grainidhash = w.key_hash
                  AND grainidn0 = 0 AND grainidn1 = 0 AND graintypestring = w.state_name
                  AND coalesce(grainidextensionstring, '') = w.grain_key
                LIMIT 1
              ) o
            )
            UPDATE orleansstorage s
            SET payloadbinary = nullif(f.payload, ''::bytea), modifiedon = now() AT TIME ZONE 'utc',
              version = s.version + 1
            FROM found f
            WHERE s.ctid = f.place AND s.version = f.expected
            RETURNING s.graintypestring, s.grainidextensionstring
            """,
            row => ReadWrittenAsync(row, commands),
            [
                .. Rows(commands),
                PostgreSqlValue.Column(commands, command => command.ExpectedVersion!.Value),
                PostgreSqlValue.Of(serviceId),
            ]);
    }

    private static void AddInserts(PostgreSqlBatch statements, List<WriteGrainState> commands, string serviceId)
    {
        if (commands.Count == 0) return;
        statements.Add(
            """
            INSERT INTO orleansstorage (graintypestring, graintypehash, grainidextensionstring, grainidhash, grainidn0,
              grainidn1, serviceid, payloadbinary, modifiedon, version)
            SELECT w.state_name, w.state_hash, w.grain_key, w.key_hash, 0, 0, $6, nullif(w.payload, ''::bytea),
              now() AT TIME ZONE 'utc', 1
            FROM unnest($1::text[], $2::int[], $3::text[], $4::int[], $5::bytea[])
              AS w (state_name, state_hash, grain_key, key_hash, payload)
            ON CONFLICT DO NOTHING
            RETURNING graintypestring, grainidextensionstring
            """,
            row => ReadWrittenAsync(row, commands),
            [.. Rows(commands), PostgreSqlValue.Of(serviceId)]);
    }

    private static IEnumerable<NpgsqlParameter> Rows(List<WriteGrainState> commands) =>
    [
        PostgreSqlValue.Column(commands, command => command.Key.StateName),
        PostgreSqlValue.Column(commands, command => OrleansHash.OfType(command.Key.StateName)),
        PostgreSqlValue.Column(commands, command => command.Key.GrainKey),
        PostgreSqlValue.Column(commands, command => OrleansHash.OfKey(command.Key.GrainKey)),
        PostgreSqlValue.Column(commands, command => command.Payload),
    ];

    // The rows that come back are those that were written; the others' results stay null.
    private static async Task ReadWrittenAsync(NpgsqlDataReader row, List<WriteGrainState> commands)
    {
        HashSet<GrainStateKey> written = [];
        while (await row.ReadAsync()) written.Add(new GrainStateKey(row.GetString(0), row.GetString(1)));
        foreach (var command in commands)
            command.Result = written.Contains(command.Key) ? (command.ExpectedVersion ?? 0) + 1 : null;
    }
}
