using System.Collections.Concurrent;
using Identity.Clerk.Identifiers;

namespace Identity.Ingest.Discovery;

/// <summary>Of whom Clerk said a moment ago that there is no such thing, so that it isn't asked again at once.</summary>
internal sealed class MissingEntities(TimeProvider clock)
{
    /// <summary>How long it is remembered.</summary>
    internal static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(10);

    /// <summary>The most that are remembered. A token is signed, and so is an event: there can hardly be many.</summary>
    internal const int Limit = 10_000;

    private readonly ConcurrentDictionary<EntityId, DateTimeOffset> _until = new();

    public bool Contains(EntityId id) => _until.TryGetValue(id, out var until) && clock.GetUtcNow() < until;

    public void Add(EntityId id)
    {
        if (_until.Count >= Limit) _until.Clear();
        _until[id] = clock.GetUtcNow() + RememberedFor;
    }
}
