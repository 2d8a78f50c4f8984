using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call and with the calls it makes. What a callee changes doesn't come back to its
/// caller.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Current = new();

    /// <summary>The keys that are set.</summary>
    public static IEnumerable<string> Keys => (Current.Value ?? ImmutableDictionary<string, object>.Empty).Keys;

    /// <summary>The keys that are set, and their values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries
        => Current.Value ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>The value of a key, or null.</summary>
    public static object? Get(string key) => Current.Value?.GetValueOrDefault(key);

    /// <summary>Sets the value of a key for the calls that are made from here on.</summary>
    public static void Set(string key, object value)
        => Current.Value = (Current.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Takes a key out.</summary>
    /// <returns>It was there.</returns>
    public static bool Remove(string key)
    {
        if (Current.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        Current.Value = values.Count == 1 ? null : values.Remove(key);
        return true;
    }

    /// <summary>Takes all keys out.</summary>
    public static void Clear()
    {
        if (Current.Value is not null)
        {
            Current.Value = null;
        }
    }
}
