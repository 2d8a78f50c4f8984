using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a permission: <c>perm_</c> and letters, digits or underscores.</summary>
public readonly record struct PermissionId : IClerkId<PermissionId>
{
    private readonly string? _value;

    private PermissionId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "perm_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This PermissionId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out PermissionId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new PermissionId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static PermissionId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
