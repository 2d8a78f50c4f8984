using Identity.Clerk.Emulator.Lists;

namespace Identity.Clerk.Emulator.Sessions;

/// <summary>Sessions by their users and by when they are over. Not safe for concurrent use.</summary>
internal sealed class SessionIndex(IEnumerable<Session> sessions)
{
    private readonly SortedIndex<Session> _byUser = new(
        Order.Within<Session>(UserId, Order.By<Session>(session => session.CreatedAt, Id)), sessions);

    private readonly SortedIndex<Session> _living = new(
        Order.By<Session>(session => session.ExpireAt, Id), sessions.Where(session => session.IsOngoing));

    private readonly SortedIndex<Session> _over = new(
        Order.By<Session>(session => session.UpdatedAt, Id), sessions.Where(session => !session.IsOngoing));

    /// <summary>How many go on, those included that have expired and were not told yet.</summary>
    public int Living => _living.Count;

    public int Over => _over.Count;

    /// <summary>What expires next.</summary>
    public Session? NextToExpire => _living.Count > 0 ? _living[0] : null;

    public Session OldestOver => _over[0];

    public void Add(Session session)
    {
        _byUser.Add(session);
        (session.IsOngoing ? _living : _over).Add(session);
    }

    public void Remove(Session session)
    {
        _byUser.Remove(session);
        (session.IsOngoing ? _living : _over).Remove(session);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Session> Of(string userId) => [.. _byUser.In(_byUser.Group(UserId, userId))];

    private static string UserId(Session session) => session.UserId;

    private static string Id(Session session) => session.Id;
}
