using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of an organization membership: <c>orgmem_</c> and letters, digits or underscores.</summary>
public readonly record struct MembershipId : IClerkId<MembershipId>
{
    private readonly string? _value;

    private MembershipId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "orgmem_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This MembershipId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out MembershipId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new MembershipId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static MembershipId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
