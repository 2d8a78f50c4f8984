using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>
/// The id of a resource that is kept by itself, such as <c>orginv_…</c> or <c>csub_…</c>: a prefix, an underscore, and
/// at most 64 characters in all. Never the id of a user, an organization or a role, which other entities keep.
/// </summary>
public readonly record struct ResourceId : IClerkId<ResourceId>
{
    private readonly string? _value;

    private ResourceId(string value) => _value = value;

    /// <summary>None: Clerk names these kinds differently from release to release.</summary>
    public static string Prefix => "";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This ResourceId was never given a value.");

    /// <summary>Reads an id; false for other characters, more than 64 of them, or no prefix of its own.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) && HasOwnPrefix(text!) ? new ResourceId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static ResourceId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";

    private static bool HasOwnPrefix(string text) =>
        text.IndexOf('_', StringComparison.Ordinal) is var end
        && end > 0
        && end < text.Length - 1
        && !text.StartsWith(UserId.Prefix, StringComparison.Ordinal)
        && !text.StartsWith(OrganizationId.Prefix, StringComparison.Ordinal)
        && !text.StartsWith(RoleId.Prefix, StringComparison.Ordinal);
}
