using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Identity.Clerk.Tokens;

/// <summary>The tokens whose signature was right, until they end: a signature isn't verified twice.</summary>
/// <remarks>
/// <para>
/// Looked up by all of their characters, so nothing that only resembles a token finds it. Only what was accepted gets
/// in, so nobody fills this who can't sign. What is found still has to be signed by a key that is in use, and in force
/// by the clock: both are the verifier's to ask, every time.
/// </para>
/// <para>
/// Bounded in number and bytes. Whoever would end first leaves first; whoever has ended leaves with the next look-up.
/// Finding takes no lock and allocates nothing. Times are unix milliseconds.
/// </para>
/// </remarks>
/// <param name="maxCount">The most tokens.</param>
/// <param name="maxBytes">The most bytes, of all tokens and their claims together.</param>
internal sealed class RememberedTokens(int maxCount, long maxBytes)
{
    private readonly ConcurrentDictionary<string, RememberedToken> _tokens = new(TokenComparer.Instance);
    private readonly PriorityQueue<RememberedToken, long> _byEnd = new();
    private readonly Lock _lock = new();
    private long _firstEnd = long.MaxValue;
    private long _bytes;

    /// <summary>How many are held, those that were replaced and not yet let go included.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _byEnd.Count;
        }
    }

    /// <summary>How many bytes they hold.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _bytes;
        }
    }

    /// <summary>Finds a token by exactly these characters.</summary>
    public bool TryFind(ReadOnlySpan<char> text, long now, [NotNullWhen(true)] out RememberedToken? token)
    {
        if (now >= Volatile.Read(ref _firstEnd)) Trim(now);
        return _tokens.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out token);
    }

    /// <summary>Remembers a token until this time.</summary>
    public void Add(RememberedToken token, long end, long now)
    {
        lock (_lock)
        {
            _tokens[token.Text] = token;
            _byEnd.Enqueue(token, end);
            _bytes += token.Size;
        }

        Trim(now);
    }

    private void Trim(long now)
    {
        lock (_lock)
        {
            while (_byEnd.TryPeek(out var first, out var end))
            {
                Volatile.Write(ref _firstEnd, end);
                if (end > now && _byEnd.Count <= maxCount && _bytes <= maxBytes) return;
                _byEnd.Dequeue();
                _bytes -= first.Size;

                // Another may have taken its place, verified by another key.
                _tokens.TryRemove(new KeyValuePair<string, RememberedToken>(first.Text, first));
            }

            Volatile.Write(ref _firstEnd, long.MaxValue);
        }
    }

    /// <summary>Compares all characters, and hashes the last ones: the end of a signature is as good as random.</summary>
    private sealed class TokenComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
    {
        public static readonly TokenComparer Instance = new();
        private const int Hashed = 32;

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public bool Equals(ReadOnlySpan<char> alternate, string other) => alternate.SequenceEqual(other);

        public int GetHashCode(string obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<char> alternate) =>
            string.GetHashCode(alternate[Math.Max(0, alternate.Length - Hashed)..]);

        public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();
    }
}
