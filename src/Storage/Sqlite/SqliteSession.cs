using Microsoft.Data.Sqlite;

namespace Identity.Storage.Sqlite;

/// <summary>A connection with the statements that were prepared on it. Used by one caller at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    // Statements are literals, so the reference tells them apart without a walk over their text.
    private readonly Dictionary<string, SqliteCommand> _prepared = new(ReferenceEqualityComparer.Instance);

    internal SqliteConnection Connection { get; } = connection;

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        Connection.Dispose();
    }

    /// <summary>Executes a statement that is written as a literal, and returns how many rows it changed.</summary>
    /// <param name="sql">Its parameters are <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="values">Their values, in order.</param>
    internal int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>
    /// Executes a query that is written as a literal. The reader must be disposed of before the next call.
    /// </summary>
    /// <inheritdoc cref="Execute"/>
    internal SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Reads a column of numbers to its end, so that what they name may be changed.</summary>
    /// <inheritdoc cref="Execute"/>
    internal List<long> ReadIds(string sql, params ReadOnlySpan<object?> values)
    {
        List<long> ids = [];
        using var row = Query(sql, values);
        while (row.Read()) ids.Add(row.GetInt64(0));
        return ids;
    }

    /// <summary>
    /// Executes what must be compiled anew each time, such as a pragma: SQLite obeys most of them at that point.
    /// </summary>
    internal void ExecuteOnce(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// A statement that isn't a literal, and so isn't kept; its values are bound. Whoever gets it disposes of it.
    /// </summary>
    /// <inheritdoc cref="Execute"/>
    internal SqliteCommand Compose(string sql, ReadOnlySpan<object?> values)
    {
        var command = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command)) _prepared.Add(sql, command = Prepare(sql, values.Length));
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = Connection.CreateCommand();
        // Every statement is made of this assembly's literals; values only ever come as parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"${i}", DBNull.Value));
        return command;
    }
}
