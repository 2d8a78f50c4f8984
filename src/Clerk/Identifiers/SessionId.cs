using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a session: <c>sess_</c> and letters, digits or underscores.</summary>
public readonly record struct SessionId : IClerkId<SessionId>
{
    private readonly string? _value;

    private SessionId(string value) => _value = value;

    /// <inheritdoc/>
    public static string Prefix => "sess_";

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("This SessionId was never given a value.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId id)
    {
        id = ClerkId.IsWellFormed(text, Prefix) ? new SessionId(text!) : default;
        return id._value is not null;
    }

    /// <inheritdoc/>
    public static SessionId Parse(string text) => TryParse(text, out var id) ? id : throw ClerkId.Malformed(text, Prefix);

    public override string ToString() => _value ?? "";
}
