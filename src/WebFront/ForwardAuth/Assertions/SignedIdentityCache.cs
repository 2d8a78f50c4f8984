using System.Collections.Concurrent;
using Identity.Clerk.Identifiers;

namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>Remembers what was signed, in two generations: when one is full, the older one is dropped whole.</summary>
internal sealed class SignedIdentityCache(int generationSize = SignedIdentityCache.DefaultGenerationSize)
{
    /// <summary>Two of them, with assertions of a usual size, are some 25 MB.</summary>
    public const int DefaultGenerationSize = 8192;

    private readonly Lock _lock = new();
    private volatile ConcurrentDictionary<Key, SignedIdentity> _young = new();
    private volatile ConcurrentDictionary<Key, SignedIdentity> _old = new();
    private int _youngCount;

    /// <summary>How many are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>What was last signed for a session in an organization, for an audience.</summary>
    public SignedIdentity? Find(in Key key)
    {
        if (_young.TryGetValue(key, out var found)) return found;
        return _old.TryGetValue(key, out found) ? found : null;
    }

    /// <summary>Remembers what was signed.</summary>
    public void Add(in Key key, SignedIdentity identity)
    {
        _young[key] = identity;

        // Counts every addition, also over an older one: so a generation ends at the latest after so many.
        if (Interlocked.Increment(ref _youngCount) < generationSize) return;
        lock (_lock)
        {
            if (_youngCount < generationSize) return;
            _old = _young;
            _young = new();
            Volatile.Write(ref _youngCount, 0);
        }
    }

    /// <summary>For what it was signed.</summary>
    internal readonly record struct Key(SessionId SessionId, OrganizationId? OrganizationId, string Audience);
}
