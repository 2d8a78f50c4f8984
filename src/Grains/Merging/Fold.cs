using System.Collections.Immutable;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>Merges many events into one state, as a function of its arguments.</summary>
internal static class Fold
{
    /// <summary>The next state, under the next revision; the very same instance when nothing changes.</summary>
    public static TState Into<TState>(
        TState state, IReadOnlyList<Reading> readings, out ImmutableArray<EventOutcome> outcomes)
        where TState : class, IEntityState<TState>
    {
        var merged = state;
        var builder = ImmutableArray.CreateBuilder<EventOutcome>(readings.Count);
        foreach (var (id, received, reason) in readings)
        {
            if (received is null)
            {
                builder.Add(new EventOutcome(id, EventResult.Refused, reason));
                continue;
            }

            var tied = merged.Ties(received);
            merged = merged.Merge(received, out var result);
            builder.Add(new EventOutcome(id, result, Tied: tied));
        }

        outcomes = builder.MoveToImmutable();
        return ReferenceEquals(merged, state) ? state : merged.WithRevision(state.Revision + 1);
    }
}
