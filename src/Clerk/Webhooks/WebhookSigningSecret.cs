using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Webhooks;

/// <summary>
/// The key with which Clerk signs the webhooks of one endpoint: <c>whsec_</c> and base64. Never prints.
/// </summary>
/// <remarks>
/// Only the symmetric scheme <c>v1</c> (HMAC-SHA256) is known, which is the one Clerk uses. The asymmetric one of Svix
/// (<c>whpk_</c>, <c>v1a</c>) is refused by name.
/// </remarks>
public sealed class WebhookSigningSecret
{
    private const string Prefix = "whsec_";
    private const int MaxLength = 1024;
    private readonly byte[] _key;

    private WebhookSigningSecret(byte[] key) => _key = key;

    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Reads a secret. The prefix may be missing, as it may in every library of Svix.</summary>
    /// <param name="text">The text as configured; white space around it doesn't matter.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="error">What is wrong with the text, without a piece of it.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out WebhookSigningSecret? secret,
        [NotNullWhen(false)] out string? error)
    {
        secret = null;
        var trimmed = text.AsSpan().Trim();
        error = trimmed switch
        {
            { IsEmpty: true } => "is empty",
            { Length: > MaxLength } => $"is longer than {MaxLength} characters",
            _ when trimmed.StartsWith("whpk_") || trimmed.StartsWith("whsk_") =>
                "is a key of the asymmetric scheme v1a, which Clerk doesn't use; expected one that starts with whsec_",
            _ => null,
        };
        if (error is not null) return false;
        if (trimmed.StartsWith(Prefix)) trimmed = trimmed[Prefix.Length..];
        Span<byte> key = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64Chars(trimmed, key, out var length)) error = "isn't base64 behind whsec_";
        else if (length == 0) error = "has nothing behind whsec_";
        else secret = new WebhookSigningSecret(key[..length].ToArray());
        return error is null;
    }

    /// <summary>
    /// Reads one or more secrets, separated by spaces: during a rotation the old and the new one are both in force.
    /// </summary>
    /// <exception cref="FormatException">
    /// One of them is malformed, or there is none. Says which, by its position.
    /// </exception>
    public static IReadOnlyList<WebhookSigningSecret> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0) throw new FormatException("The webhook signing secret is empty.");
        var secrets = new WebhookSigningSecret[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryParse(parts[i], out var secret, out var error))
                throw new FormatException($"Webhook signing secret {i + 1} of {parts.Length} {error}.");
            secrets[i] = secret;
        }

        return secrets;
    }

    /// <summary>Three asterisks.</summary>
    public override string ToString() => "***";
}
