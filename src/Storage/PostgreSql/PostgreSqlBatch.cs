using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>
/// Statements that are sent together and are one transaction, commit included: one round trip. Whatever fails, nothing
/// of them is stored (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING).
/// </summary>
internal sealed class PostgreSqlBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<Func<NpgsqlDataReader, Task>> _reads = [];

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    /// <summary>Adds a statement that returns no rows.</summary>
    internal void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        // Every statement is one of this assembly's literals; values only ever come as parameters.
#pragma warning disable CA2100
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        _batch.BatchCommands.Add(command);
    }

    /// <summary>Adds a statement that returns rows.</summary>
    internal void Add(
        string sql, Func<NpgsqlDataReader, Task> read, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        Add(sql, parameters);
        _reads.Add(read);
    }

    /// <summary>Adds a statement that returns one number, a count of rows.</summary>
    internal void AddCount(string sql, Action<int> read, params ReadOnlySpan<NpgsqlParameter> parameters) => Add(
        sql,
        async row =>
        {
            await row.ReadAsync();
            read((int)row.GetInt64(0));
        },
        parameters);

    internal async Task ExecuteAsync()
    {
        await using var rows = await _batch.ExecuteReaderAsync();
        foreach (var read in _reads)
        {
            await read(rows);
            await rows.NextResultAsync();
        }
    }
}
