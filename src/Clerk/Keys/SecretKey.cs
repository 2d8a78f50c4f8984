using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Identity.Clerk.Keys;

/// <summary>
/// The key to Clerk's Backend API (<c>CLERK_SECRET_KEY</c>): <c>sk_test_</c> or <c>sk_live_</c> and more. Never prints.
/// </summary>
public sealed class SecretKey
{
    private const string TestPrefix = "sk_test_";
    private const string LivePrefix = "sk_live_";
    private const int MaxLength = 256;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=");

    private readonly string _text;

    private SecretKey(string text) => _text = text;

    /// <summary>True for the key of a development instance.</summary>
    public bool IsTest => _text.StartsWith(TestPrefix, StringComparison.Ordinal);

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text as configured; white space around it doesn't matter.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong with the text, without a piece of it.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SecretKey? key,
        [NotNullWhen(false)] out string? error)
    {
        var trimmed = text?.Trim() ?? "";
        var hasPrefix = trimmed.StartsWith(TestPrefix, StringComparison.Ordinal)
            || trimmed.StartsWith(LivePrefix, StringComparison.Ordinal);
        error = (trimmed.Length, hasPrefix) switch
        {
            (0, _) => "is empty",
            (_, false) => $"doesn't start with {TestPrefix} or {LivePrefix}",
            ( > MaxLength, _) => $"is longer than {MaxLength} characters",
            _ when trimmed.Length == TestPrefix.Length => "has nothing behind its prefix",
            _ when trimmed.AsSpan().ContainsAnyExcept(Allowed) => "has a character that no key has",
            _ => null,
        };
        key = error is null ? new SecretKey(trimmed) : null;
        return key is not null;
    }

    /// <summary>True if somebody presents this very key; takes as long for a wrong one.</summary>
    public bool Matches(ReadOnlySpan<char> presented)
    {
        Span<byte> expected = stackalloc byte[MaxLength];
        Span<byte> actual = stackalloc byte[MaxLength];
        if (presented.Length > MaxLength) return false;
        var isAscii = Ascii.FromUtf16(presented, actual, out var length) == OperationStatus.Done;
        Ascii.FromUtf16(_text, expected, out var expectedLength);
        return isAscii && CryptographicOperations.FixedTimeEquals(expected[..expectedLength], actual[..length]);
    }

    /// <summary>The key itself, for the header of a request to Clerk and nothing else.</summary>
    public string Reveal() => _text;

    /// <summary>Three asterisks.</summary>
    public override string ToString() => "***";
}
