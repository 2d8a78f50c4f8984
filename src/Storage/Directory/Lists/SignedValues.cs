using System.Collections.Immutable;

namespace Identity.Storage.Directory.Lists;

/// <summary>Values of which one must hold, and values of which none may; at most 100 of both together.</summary>
/// <param name="Wanted">One of them holds, unless there is none.</param>
/// <param name="Excluded">None of them holds.</param>
public readonly record struct SignedValues(ImmutableArray<string> Wanted, ImmutableArray<string> Excluded)
{
    /// <summary>Everything passes.</summary>
    public static SignedValues None { get; } = new([], []);
}
