using Npgsql;

namespace Identity.Storage.PostgreSql;

/// <summary>Turns values into parameters.</summary>
internal static class PostgreSqlValue
{
    /// <summary>A parameter by position.</summary>
    internal static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>A parameter with one element for each item.</summary>
    internal static NpgsqlParameter Column<TItem, T>(IReadOnlyList<TItem> items, Func<TItem, T> value)
    {
        var column = new T[items.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(items[i]);
        return Of(column);
    }
}
