using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Identity.Authentication.Propagation;

/// <summary>
/// A key that two services share, with which one says to the other who calls: an id, a colon, and at least 32 random bytes
/// in base64, e.g. <c>front:</c> and the output of <c>openssl rand -base64 32</c>. Never prints.
/// </summary>
/// <remarks>
/// Whoever has it can speak for any user to whoever trusts it. A key for each pair of services keeps one that is broken
/// into from speaking to the others.
/// </remarks>
public sealed class PropagationKey
{
    internal const int MacLength = HMACSHA256.HashSizeInBytes;

    private const int MaxIdLength = 64;
    private const int MinLength = 32;
    private const int MaxLength = 256;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private readonly byte[] _secret;

    private PropagationKey(string id, byte[] secret)
    {
        Id = id;
        _secret = secret;
        Header = Base64Url.EncodeToString(
            Encoding.UTF8.GetBytes($$"""{"alg":"HS256","kid":"{{id}}","typ":"identity-caller+jwt"}"""));
    }

    /// <summary>The id by which the receiver finds the key; also how the caller's service is called there.</summary>
    public string Id { get; }

    /// <summary>
    /// The first part of everything that is signed with it. A receiver compares it as it is, so there is no header to be
    /// read, and no algorithm to be talked into.
    /// </summary>
    internal string Header { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text as configured; white space around it doesn't matter.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong with the text, without a piece of it.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out PropagationKey? key,
        [NotNullWhen(false)] out string? error)
    {
        key = null;
        var trimmed = text?.Trim() ?? "";
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        error = "must be an id, a colon, and at least 32 random bytes in base64";
        if (colon is < 1 or > MaxIdLength) return false;
        var id = trimmed[..colon];
        if (id.AsSpan().ContainsAnyExcept(IdCharacters)) return false;
        var secret = new byte[MaxLength];
        if (!Convert.TryFromBase64String(trimmed[(colon + 1)..], secret, out var length) || length < MinLength)
            return false;
        key = new PropagationKey(id, secret[..length]);
        error = null;
        return true;
    }

    /// <summary>The id, and nothing of the secret.</summary>
    public override string ToString() => Id;

    internal void Sign(ReadOnlySpan<byte> content, Span<byte> mac) => HMACSHA256.HashData(_secret, content, mac);
}
