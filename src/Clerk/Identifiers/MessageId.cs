using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Identifiers;

/// <summary>The id of a webhook message (<c>svix-id</c>): the same on every retry and replay of it.</summary>
/// <remarks>
/// Up to 256 visible ASCII characters without <c>.</c>, which separates the parts of the signed content
/// (Standard Webhooks specification).
/// </remarks>
public readonly record struct MessageId
{
    /// <summary>The most characters an id may have.</summary>
    public const int MaxLength = 256;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c).Where(c => c != '.')]);

    private readonly string? _value;

    private MessageId(string value) => _value = value;

    /// <summary>The id as it was received.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This MessageId was never given a value.");

    /// <summary>Reads an id; false for null, nothing, more than 256 characters, or a character that isn't allowed.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MessageId id)
    {
        var wellFormed = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        id = wellFormed ? new MessageId(text!) : default;
        return wellFormed;
    }

    /// <summary>Reads an id that is known to be well-formed.</summary>
    /// <exception cref="FormatException">It isn't.</exception>
    public static MessageId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("Expected a webhook message id.");

    /// <summary>Ordinal order; ids that Svix makes begin with a timestamp, so this is nearly the order of sending.</summary>
    public int CompareTo(MessageId other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";
}
