using System.Data.Common;
using Identity.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Identity.Ingest.Tests;

/// <summary>Looks through every column of every table of a database.</summary>
internal static class StoredTexts
{
    private const string SqliteColumns =
        """
        SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' ORDER BY 1
        """;

    private const string PostgreSqlColumns =
        """
        SELECT table_name || '.' || column_name || '.' || data_type FROM information_schema.columns
        WHERE table_schema = 'public' ORDER BY 1
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The columns that hold a text in some row, as <c>table.column</c>.</summary>
    public static async Task<List<string>> FindAsync(string connectionString, string text)
    {
        await using var connection = TestEngine.ConnectionTo(connectionString);
        await connection.OpenAsync(Cancel);
        var found = new List<string>();
        foreach (var column in await ReadAsync(connection, TestEngine.IsOrleans ? PostgreSqlColumns : SqliteColumns))
        {
            var (table, name, type) = (column.Split('.')[0], column.Split('.')[1], column.Split('.').ElementAtOrDefault(2));
            var bytes = type == "bytea" ? name : $"convert_to({name}::text, 'UTF8')";
            var holds = TestEngine.IsOrleans
                ? $"SELECT 1 FROM {table} WHERE position(convert_to($text, 'UTF8') IN {bytes}) > 0 LIMIT 1"
                : $"SELECT 1 FROM {table} WHERE instr(CAST({name} AS BLOB), CAST($text AS BLOB)) > 0 LIMIT 1";
            if ((await ReadAsync(connection, holds.Replace("$text", Parameter, StringComparison.Ordinal), text)).Count > 0)
                found.Add($"{table}.{name}");
        }
        return found;
    }

    private static string Parameter => TestEngine.IsOrleans ? "@text" : "$text";

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql, string? text = null)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are the schema's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (text is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (Parameter, text);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
