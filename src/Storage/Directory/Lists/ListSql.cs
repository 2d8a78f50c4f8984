using System.Globalization;
using System.Text;

namespace Identity.Storage.Directory.Lists;

/// <summary>Composes a statement of this assembly's literals; values only ever become parameters.</summary>
internal sealed class ListSql(ListDialect dialect)
{
    private readonly StringBuilder _conditions = new();
    private readonly List<object?> _values = [];

    internal ListDialect Dialect { get; } = dialect;

    /// <summary>The users <c>u</c>, to whom the conditions belong; with what the dialect says of the way to them.</summary>
    internal string Users { get; set; } = "users u";

    /// <summary>The parameters' values, in order.</summary>
    internal object?[] Values => [.. _values];

    /// <summary>The conditions so far, with <c>WHERE</c> before them.</summary>
    internal string Conditions => _conditions.ToString();

    /// <summary>Adds a parameter; its name.</summary>
    internal string Parameter(object? value)
    {
        _values.Add(value is string text ? StoredText.Clean(text) : value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }

    /// <summary>The first condition.</summary>
    internal void Where(string condition) => _conditions.Append("WHERE ").Append(condition);

    /// <summary>Begins a condition that has conditions of its own, up to <see cref="Close"/>.</summary>
    internal void Open(string condition) => And(condition);

    internal void Close() => _conditions.Append(')');

    internal void And(string condition) => _conditions.Append("\n  AND ").Append(condition);

    /// <summary>Says that an expression is one of these values; nothing when there is none.</summary>
    internal void AndIn(string value, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0) And(Dialect.IsIn(value, Parameter(Dialect.Values(values))));
    }

    /// <summary>Says both halves of a list with signs.</summary>
    /// <param name="values">The list.</param>
    /// <param name="holds">Whether one of the values holds, which are the parameter.</param>
    internal void AndSigned(SignedValues values, Func<string, string> holds)
    {
        if (values.Wanted.Length > 0) And(holds(Parameter(Dialect.Values(values.Wanted))));
        if (values.Excluded.Length > 0) And($"NOT ({holds(Parameter(Dialect.Values(values.Excluded)))})");
    }

    internal void AndWindow(string value, TimeWindow window)
    {
        if (window.After is { } after) And($"{value} > {Parameter(after)}");
        if (window.Before is { } before) And($"{value} < {Parameter(before)}");
    }

    /// <summary>The end of a list's statement: its part.</summary>
    internal string Page(int limit, long offset) => $"LIMIT {Parameter(limit)} OFFSET {Parameter(offset)}";

    /// <summary>What an index over a value that may be missing has: those without come last.</summary>
    internal static string OrderByNullable(string value, string id, bool descending) => descending
        ? $"ORDER BY ({value} IS NULL) DESC, {value} DESC, {id} DESC"
        : $"ORDER BY ({value} IS NULL), {value}, {id}";

    /// <summary>What an index over a value that is never missing has.</summary>
    internal static string OrderBy(string value, string id, bool descending) =>
        descending ? $"ORDER BY {value} DESC, {id} DESC" : $"ORDER BY {value}, {id}";
}
