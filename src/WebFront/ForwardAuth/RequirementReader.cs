using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;

namespace Identity.WebFront.ForwardAuth;

/// <summary>
/// Reads a route's <see cref="Requirement"/>: <c>optional</c>, <c>role</c>, <c>permission</c>, <c>audience</c>.
/// </summary>
/// <remarks>Strict, because a misspelt restriction that is ignored is none: what isn't known is an error.</remarks>
internal static class RequirementReader
{
    /// <summary>The most characters that all of it may have.</summary>
    public const int MaxLength = 2048;

    /// <summary>The most roles and permissions together.</summary>
    public const int MaxCount = 16;

    /// <summary>The most characters of one value.</summary>
    public const int MaxValueLength = 128;

    // Clerk prefixes the keys of roles and permissions alike.
    private const string KeyPrefix = "org:";

    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    /// <summary>Reads a query, with or without its question mark.</summary>
    /// <returns>The requirement; null when it isn't one, and then the error says in a sentence why.</returns>
    public static Requirement? Read(ReadOnlyMemory<char> query, out string? error)
    {
        error = null;
        if (query.Span.StartsWith("?")) query = query[1..];
        if (query.IsEmpty) return Requirement.Authenticated;
        if (query.Length > MaxLength) return Fail($"It is longer than {MaxLength} characters.", out error);

        List<string> roles = [], permissions = [];
        string? audience = null;
        var optional = false;
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var value = pair.DecodeValue();
            switch (pair.DecodeName().Span)
            {
                case "optional" when value.Length == 0 || value.Span is "true":
                    optional = true;
                    break;
                case "role" when IsKey(value.Span):
                    roles.Add(value.ToString());
                    break;
                case "permission" when IsKey(value.Span):
                    permissions.Add(value.ToString());
                    break;
                case "audience" when audience is null && IsValue(value.Span):
                    audience = value.ToString();
                    break;
                case "optional" or "role" or "permission" or "audience":
                    return Fail("A value is malformed, or is there twice.", out error);
                default:
                    return Fail("There is no such parameter.", out error);
            }
        }

        if (roles.Count + permissions.Count > MaxCount)
            return Fail($"There are more than {MaxCount} roles and permissions.", out error);
        if (optional && roles.Count + permissions.Count > 0)
            return Fail("What is optional can't ask for a role or a permission.", out error);
        return new Requirement { Optional = optional, Roles = roles, Permissions = permissions, Audience = audience };
    }

    /// <summary>Whether a text may be an audience.</summary>
    public static bool IsValue(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= MaxValueLength && !value.ContainsAnyExcept(Visible);

    private static bool IsKey(ReadOnlySpan<char> value) =>
        IsValue(value) && value.Length > KeyPrefix.Length && value.StartsWith(KeyPrefix, StringComparison.Ordinal);

    private static Requirement? Fail(string why, out string? error)
    {
        error = why;
        return null;
    }
}
