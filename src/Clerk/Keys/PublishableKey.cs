using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Identity.Clerk.Keys;

/// <summary>
/// The key that a browser gets (<c>CLERK_PUBLISHABLE_KEY</c>): <c>pk_test_</c> or <c>pk_live_</c> and, in base64, the
/// host of the Frontend API with a <c>$</c> behind it. It is no secret.
/// </summary>
public sealed record PublishableKey
{
    private const string TestPrefix = "pk_test_";
    private const string LivePrefix = "pk_live_";
    private const int MaxLength = 512;
    private const int MaxHostLength = 260;
    private static readonly SearchValues<byte> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:"u8);

    private PublishableKey(string text, string frontendApi) =>
        (Text, FrontendApi, CookieSuffix) = (text, frontendApi, SuffixOf(text));

    /// <summary>The key as configured.</summary>
    public string Text { get; }

    /// <summary>The host, and port if any, of the Frontend API, e.g. <c>clerk.example.com</c>.</summary>
    public string FrontendApi { get; }

    /// <summary>What Clerk puts behind the names of this instance's cookies, e.g. <c>__session_1Z8AzTQD</c>.</summary>
    public string CookieSuffix { get; }

    /// <summary>True for the key of a development instance.</summary>
    public bool IsTest => Text.StartsWith(TestPrefix, StringComparison.Ordinal);

    /// <summary>The issuer of the instance's session tokens.</summary>
    public string Issuer => $"https://{FrontendApi}";

    /// <summary>
    /// Reads a key, by the rules of Clerk's SDKs: the host has a dot in it, and nothing follows the <c>$</c>.
    /// </summary>
    /// <param name="text">The text as configured; white space around it doesn't matter.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out PublishableKey? key,
        [NotNullWhen(false)] out string? error)
    {
        var trimmed = text?.Trim() ?? "";
        var hasPrefix = trimmed.StartsWith(TestPrefix, StringComparison.Ordinal)
            || trimmed.StartsWith(LivePrefix, StringComparison.Ordinal);
        var host = "";
        error = (trimmed.Length, hasPrefix) switch
        {
            (0, _) => "is empty",
            (_, false) => $"doesn't start with {TestPrefix} or {LivePrefix}",
            ( > MaxLength, _) => $"is longer than {MaxLength} characters",
            _ when !TryReadHost(trimmed.AsSpan(TestPrefix.Length), out host) =>
                "doesn't hold the host of a Frontend API; was it copied whole?",
            _ => null,
        };
        key = error is null ? new PublishableKey(trimmed, host) : null;
        return key is not null;
    }

    /// <summary>The key's text.</summary>
    public override string ToString() => Text;

    private static bool TryReadHost(ReadOnlySpan<char> encoded, out string host)
    {
        host = "";
        Span<char> padded = stackalloc char[MaxLength + 4];
        Span<byte> decoded = stackalloc byte[MaxLength];
        var text = encoded.TrimEnd('=');
        text.CopyTo(padded);
        padded[text.Length..(text.Length + 3)].Fill('=');
        var length = (text.Length + 3) / 4 * 4;
        if (!Convert.TryFromBase64Chars(padded[..length], decoded, out var written)) return false;
        if (written is < 2 or > MaxHostLength || decoded[written - 1] != '$') return false;
        var name = decoded[..(written - 1)];
        if (name.ContainsAnyExcept(HostCharacters) || !name.Contains((byte)'.')) return false;
        host = Encoding.ASCII.GetString(name);
        return true;
    }

    [SuppressMessage("Security", "CA5350", Justification = "Clerk names its cookies so; nothing is protected by it.")]
    private static string SuffixOf(string text)
    {
        // Over the text as configured: with and without padding are two suffixes, and Clerk's scripts do the same.
        return Base64Url.EncodeToString(SHA1.HashData(Encoding.UTF8.GetBytes(text)))[..8];
    }
}
