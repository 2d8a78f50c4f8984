using Identity.Storage.GrainState;

namespace Identity.Storage.PostgreSql;

/// <inheritdoc/>
internal sealed class PostgreSqlGrainStateReader(PostgreSqlReaders readers, string serviceId) : IGrainStateReader
{
    /// <inheritdoc/>
    public async ValueTask<StoredGrainState?> ReadAsync(GrainStateKey key, CancellationToken cancellationToken)
    {
        var rows = await readers.QueryAsync<StoredGrainState>(
            """
            SELECT payloadbinary, version FROM orleansstorage
            WHERE serviceid = $1 AND graintypehash = $2 AND grainidhash = $3 AND grainidn0 = 0 AND grainidn1 = 0
              AND graintypestring = $4 AND coalesce(grainidextensionstring, '') = $5
            """,
            row => new StoredGrainState(row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), row.GetInt32(1)),
            cancellationToken,
            serviceId,
            OrleansHash.OfType(key.StateName),
            OrleansHash.OfKey(key.GrainKey),
            key.StateName,
            key.GrainKey);
        return rows.IsEmpty ? null : rows[0];
    }
}
