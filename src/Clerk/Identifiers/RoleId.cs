using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a role: <c>role_</c> and letters, digits or underscores.</summary>
public readonly record struct RoleId : IClerkId<RoleId>
{
    private readonly string? _value;

    private RoleId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "role_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This RoleId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out RoleId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new RoleId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static RoleId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
