using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of an organization: <c>org_</c> and letters, digits or underscores.</summary>
public readonly record struct OrganizationId : IClerkId<OrganizationId>
{
    private readonly string? _value;

    private OrganizationId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "org_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This OrganizationId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrganizationId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new OrganizationId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static OrganizationId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
