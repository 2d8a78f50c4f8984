using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a Clerk instance (an environment of an application): <c>ins_</c> and letters, digits or underscores.</summary>
public readonly record struct InstanceId : IClerkId<InstanceId>
{
    private readonly string? _value;

    private InstanceId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "ins_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This InstanceId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out InstanceId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new InstanceId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static InstanceId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
