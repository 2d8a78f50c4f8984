using System.Collections.Immutable;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>The keys at one moment, by the time from which they sign.</summary>
internal sealed class AssertionKeyRing
{
    /// <param name="keys">The keys, in any order; at least one.</param>
    public AssertionKeyRing(IEnumerable<AssertionKey> keys)
    {
        Keys = [.. keys.OrderBy(key => key.ActiveFrom).ThenBy(key => key.Id, StringComparer.Ordinal)];
        Jwks = AssertionJwks.Write(Keys);
    }

    /// <summary>The keys, oldest first.</summary>
    public ImmutableArray<AssertionKey> Keys { get; }

    /// <summary>All of them as a JWK set (RFC 7517).</summary>
    public ReadOnlyMemory<byte> Jwks { get; }

    /// <summary>The key that signs now: the newest that is active.</summary>
    public AssertionKey SignerAt(DateTimeOffset now)
    {
        for (var i = Keys.Length - 1; i > 0; i--)
        {
            if (Keys[i].ActiveFrom <= now) return Keys[i];
        }

        // Also when the clock was set back: the oldest is the one that everybody has.
        return Keys[0];
    }
}
