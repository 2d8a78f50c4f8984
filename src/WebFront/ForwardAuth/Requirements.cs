using System.Collections.Concurrent;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Reads what routes ask, each way of asking once: a gateway has a handful of them.</summary>
internal sealed class Requirements
{
    /// <summary>How many are remembered; further ones are read every time.</summary>
    public const int MaxRemembered = 256;

    private readonly ConcurrentDictionary<string, Requirement> _known = new(StringComparer.Ordinal);

    /// <summary>How many are remembered now.</summary>
    public int Count => _known.Count;

    /// <summary>Reads a query, as <see cref="RequirementReader.Read"/> does.</summary>
    public Requirement? Read(string? query, out string? error)
    {
        error = null;
        if (string.IsNullOrEmpty(query)) return Requirement.Authenticated;
        if (_known.TryGetValue(query, out var known)) return known;
        var requirement = RequirementReader.Read(query.AsMemory(), out error);
        if (requirement is not null && _known.Count < MaxRemembered) _known.TryAdd(query, requirement);
        return requirement;
    }
}
