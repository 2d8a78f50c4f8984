using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Tokens;

/// <summary>
/// The one key that was configured (<c>CLERK_JWT_KEY</c>), whatever id a token names. Needs no network.
/// </summary>
public sealed class PemKeySource : ISigningKeySource, IPublishedKeys
{
    private readonly SigningKey _key;

    private PemKeySource(SigningKey key) => _key = key;

    /// <summary>
    /// Reads the key. Line breaks may be written as <c>\n</c>, as they have to be in many environment files.
    /// </summary>
    /// <param name="text">A public RSA key (SPKI) in PEM.</param>
    /// <param name="source">The source.</param>
    /// <param name="error">What is wrong with the text, without a piece of it.</param>
    public static bool TryCreate(
        string? text,
        [NotNullWhen(true)] out PemKeySource? source,
        [NotNullWhen(false)] out string? error)
    {
        var pem = (text ?? "")
            .Replace("\\r", "", StringComparison.Ordinal)
            .Replace("\\n", "\n", StringComparison.Ordinal);
        source = SigningKey.TryCreate(pem, out var key, out error) ? new PemKeySource(key) : null;
        return source is not null;
    }

    /// <inheritdoc/>
    public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct) => new(_key);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SigningKey>> ListAsync(CancellationToken ct) => new([_key]);
}
