using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a user: <c>user_</c> and letters, digits or underscores.</summary>
public readonly record struct UserId : IClerkId<UserId>
{
    private readonly string? _value;

    private UserId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "user_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This UserId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new UserId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static UserId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
