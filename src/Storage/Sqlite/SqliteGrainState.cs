using Identity.Storage.GrainState;

namespace Identity.Storage.Sqlite;

/// <summary>Reads and writes grain state.</summary>
internal sealed class SqliteGrainState(SqliteReaders readers) : IGrainStateReader
{
    /// <inheritdoc/>
    public ValueTask<StoredGrainState?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken) =>
        readers.ReadAsync(Read, key, cancellationToken);

    internal static void Write(SqliteSession session, WriteGrainState command)
    {
        var (stateName, grainKey) = command.Key;
        object? payload = command.Payload.IsEmpty ? null : SqliteValue.Bytes(command.Payload);
        var written = command.ExpectedVersion is { } expected
            ? session.Execute(
                """
                UPDATE grain_state SET payload = $3, version = version + 1
                WHERE state_name = $1 AND grain_key = $2 AND version = $4
                """,
                stateName,
                grainKey,
                payload,
                expected)
            : session.Execute(
                """
                INSERT INTO grain_state (state_name, grain_key, payload, version) VALUES ($1, $2, $3, 1)
                ON CONFLICT (state_name, grain_key) DO NOTHING
                """,
                stateName,
                grainKey,
                payload);
        command.Result = written > 0 ? (command.ExpectedVersion ?? 0) + 1 : null;
    }

    private static StoredGrainState? Read(SqliteSession session, GrainStateKey key)
    {
        using var row = session.Query(
            "SELECT payload, version FROM grain_state WHERE state_name = $1 AND grain_key = $2",
            key.StateName,
            key.GrainKey);
        if (!row.Read()) return null;
        return new StoredGrainState(row.IsDBNull(0) ? ReadOnlyMemory<byte>.Empty : row.GetFieldValue<byte[]>(0), row.GetInt32(1));
    }
}
