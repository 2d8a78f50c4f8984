using Microsoft.Data.Sqlite;

namespace Identity.Ingest.Tests;

/// <summary>Looks through every column of every table of a SQLite file.</summary>
internal static class StoredTexts
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The columns that hold a text in some row, as <c>table.column</c>.</summary>
    public static async Task<List<string>> FindAsync(string file, string text)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Cancel);
        var found = new List<string>();
        foreach (var column in await ReadAsync(connection, Columns))
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            var holds = $"SELECT 1 FROM {table} WHERE instr(CAST({name} AS BLOB), CAST($text AS BLOB)) > 0 LIMIT 1";
            if ((await ReadAsync(connection, holds, text)).Count > 0) found.Add(column);
        }
        return found;
    }

    private const string Columns =
        """
        SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' ORDER BY 1
        """;

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql, string? text = null)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the schema's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (text is not null) command.Parameters.AddWithValue("$text", text);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
