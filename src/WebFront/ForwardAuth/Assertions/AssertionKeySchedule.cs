namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>When keys begin to sign, and when they are forgotten.</summary>
internal static class AssertionKeySchedule
{
    /// <summary>How long a verifier may keep the published keys.</summary>
    public static readonly TimeSpan JwksMaxAge = TimeSpan.FromMinutes(5);

    /// <summary>How often a front looks for keys that another one made, and for its own to make.</summary>
    public static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// From a key's publication to its first signature, and from its last one to its end. Every front must have seen it
    /// first, and then every verifier's copy must have grown old; after that, the last assertion must have expired. The
    /// rest is for clocks that disagree.
    /// </summary>
    public static readonly TimeSpan Overlap = 2 * JwksMaxAge;

    /// <summary>When the next key begins to sign, if it is time to make it.</summary>
    public static DateTimeOffset? NextActivation(
        IReadOnlyList<AssertionKey> keys, TimeSpan rotation, DateTimeOffset now)
    {
        // Nobody has seen a key yet, so there is nobody to wait for.
        if (keys.Count == 0) return now;
        var due = keys.Max(key => key.ActiveFrom) + rotation;
        if (now < due - Overlap) return null;
        var earliest = now + Overlap;
        return due > earliest ? due : earliest;
    }

    /// <summary>The keys that nothing can be verified with any more, given oldest first.</summary>
    public static IEnumerable<AssertionKey> Retired(IReadOnlyList<AssertionKey> keys, DateTimeOffset now) =>
        keys.Where((_, i) => i + 1 < keys.Count && keys[i + 1].ActiveFrom + Overlap <= now);
}
