using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;

namespace Identity.Grains.Merging;

/// <summary>
/// What orders the events of one entity. A total order on distinct messages, made of Clerk's own data alone: no clock
/// of ours takes part, so every arrival order ends in the same state.
/// </summary>
/// <param name="UpdatedAt">
/// The resource's <c>updated_at</c>, unix milliseconds; for a deletion, which has none, the envelope's timestamp.
/// </param>
/// <param name="OccurredAt">The envelope's timestamp, unix milliseconds.</param>
/// <param name="Rank">Decides when both times are equal.</param>
/// <param name="Message">Decides when all else is equal; Svix's ids begin with a time.</param>
[JsonConverter(typeof(EventVersionJsonConverter))]
internal readonly record struct EventVersion(long UpdatedAt, long OccurredAt, EventRank Rank, MessageId Message)
{
    public static bool operator >(EventVersion left, EventVersion right) => left.CompareTo(right) > 0;

    public static bool operator <(EventVersion left, EventVersion right) => left.CompareTo(right) < 0;

    /// <summary>
    /// Whether this event takes the place of what is known, and what to call it: what is known already, to the letter of
    /// the version, is held.
    /// </summary>
    public bool Supersedes(EventVersion? known, out EventResult result)
    {
        var order = known is { } version ? CompareTo(version) : 1;
        result = order > 0 ? EventResult.Applied : order == 0 ? EventResult.Held : EventResult.Stale;
        return order > 0;
    }

    /// <summary>Whether nothing but the messages' ids puts the two in an order.</summary>
    public bool Ties(EventVersion? known) =>
        known is { } other
        && (UpdatedAt, OccurredAt, Rank) == (other.UpdatedAt, other.OccurredAt, other.Rank)
        && Message != other.Message;

    /// <summary>Positive when this is the later one; zero only for the same event.</summary>
    public int CompareTo(EventVersion other)
    {
        var order = UpdatedAt.CompareTo(other.UpdatedAt);
        if (order != 0) return order;
        order = OccurredAt.CompareTo(other.OccurredAt);
        if (order != 0) return order;
        order = Rank.CompareTo(other.Rank);
        return order != 0 ? order : Message.CompareTo(other.Message);
    }
}
