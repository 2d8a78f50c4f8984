using System.Buffers;
using System.Collections.Immutable;

namespace Identity.Clerk.Tokens;

/// <summary>A plan or a feature that is asked for: its slug, and the scope in which it counts.</summary>
/// <remarks>
/// The claims <c>pla</c> and <c>fea</c> of a version 2 token list entries such as <c>o:pro</c> (the organization's),
/// <c>u:free</c> (the user's own) or <c>ou:reports</c> (both). A list with an entry of any other form grants nothing.
/// </remarks>
public readonly record struct Entitlement
{
    private const int MaxSlugLength = 128;

    private static readonly SearchValues<char> SlugCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private Entitlement(string slug, EntitlementScopes scopes) => (Slug, Scopes) = (slug, scopes);

    /// <summary>The slug, e.g. <c>pro</c>.</summary>
    public string Slug { get; }

    /// <summary>Where it counts.</summary>
    public EntitlementScopes Scopes { get; }

    /// <summary>
    /// Reads it as Clerk's SDKs do: <c>pro</c> counts in any scope, <c>org:pro</c> or <c>o:pro</c> in the organization's,
    /// <c>user:pro</c> or <c>u:pro</c> in the user's.
    /// </summary>
    /// <exception cref="FormatException">It has another form.</exception>
    public static Entitlement Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        EntitlementScopes? scopes = (colon < 0 ? "" : text[..colon]) switch
        {
            "" when colon < 0 => EntitlementScopes.User | EntitlementScopes.Organization,
            "o" or "org" => EntitlementScopes.Organization,
            "u" or "user" => EntitlementScopes.User,
            _ => null,
        };
        var slug = text[(colon + 1)..];
        return scopes is { } found && IsSlug(slug)
            ? new Entitlement(slug, found)
            : throw new FormatException($"'{text}' isn't a plan or feature such as pro, org:pro or user:pro.");
    }

    /// <summary>Whether the entries of a claim grant it.</summary>
    /// <param name="entries">The claim's entries.</param>
    /// <param name="live">The scopes that count: the organization's only for somebody who is its member now.</param>
    public bool IsGranted(ImmutableArray<string> entries, EntitlementScopes live)
    {
        var isGranted = false;
        foreach (var entry in entries)
        {
            var text = entry.AsSpan().Trim();
            var colon = text.IndexOf(':');
            if (colon < 0 || !TryReadScopes(text[..colon], out var scopes)) return false;
            var slug = text[(colon + 1)..];
            if (!IsSlug(slug)) return false;
            isGranted |= slug.SequenceEqual(Slug) && (scopes & Scopes & live) != 0;
        }

        return isGranted;
    }

    private static bool IsSlug(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxSlugLength && !text.ContainsAnyExcept(SlugCharacters);

    private static bool TryReadScopes(ReadOnlySpan<char> text, out EntitlementScopes scopes)
    {
        scopes = text switch
        {
            "o" => EntitlementScopes.Organization,
            "u" => EntitlementScopes.User,
            "ou" or "uo" => EntitlementScopes.Organization | EntitlementScopes.User,
            _ => EntitlementScopes.None,
        };
        return scopes != EntitlementScopes.None;
    }
}
