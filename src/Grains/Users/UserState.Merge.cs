using Identity.Clerk.Resources;
using Identity.Grains.Events;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

internal sealed partial record UserState
{
    /// <inheritdoc/>
    public UserState Merge(ReceivedEvent received, out EventResult result)
    {
        // A deletion absorbs everything, whatever time the other event names: Clerk never gives an id twice.
        if (Deletion is not null && received.Event is not UserDeleted)
        {
            result = EventResult.Stale;
            return this;
        }

        (var next, result) = received.Event switch
        {
            UserUpserted e => WithProfile(
                e.User, received.VersionOf(e.User.UpdatedAt, e.Created ? EventRank.Created : EventRank.Updated)),
            UserDeleted => WithDeletion(received.DeletionVersion),
            SessionChanged e => WithSession(e, received),
            MembershipUpserted e => WithMembership(MembershipRecord.From(
                e.Membership,
                received.VersionOf(e.Membership.UpdatedAt, e.Created ? EventRank.Created : EventRank.Updated))),
            MembershipDeleted e => WithMembership(
                MembershipRecord.FromDeleted(e.Membership, received.DeletionVersion)),
            _ => (this, EventResult.Applied),
        };
        return next;
    }

    private (UserState Next, EventResult Result) WithProfile(UserResource user, EventVersion version)
    {
        if (Profile is { } profile && !(version > profile.Version))
        {
            return (this, version == profile.Version ? EventResult.Applied : EventResult.Stale);
        }
        return (this with { Profile = UserProfile.From(user, version) }, EventResult.Applied);
    }

    private (UserState Next, EventResult Result) WithDeletion(EventVersion version)
    {
        if (Deletion is { } deletion && !(version > deletion))
        {
            return (this, version == deletion ? EventResult.Applied : EventResult.Stale);
        }
        return (new UserState { Revision = Revision, Deletion = version }, EventResult.Applied);
    }

    private (UserState Next, EventResult Result) WithSession(SessionChanged e, ReceivedEvent received)
    {
        var session = SessionRecord.From(e.Session, received.VersionOf(e.Session.UpdatedAt, RankOf(e.Session.Status)));
        var (next, result) = Supersede(VersionedList.Find(Sessions, session.Key), session)
            ? (this with { Sessions = VersionedList.With(Sessions, session) }, EventResult.Applied)
            : (this, ResultOf(VersionedList.Find(Sessions, session.Key)!, session));
        if (e.User is null) return (next, result);

        // A session event brings the user along, often before user.created. It counts under the user's own version.
        (next, var profileResult) = next.WithProfile(
            e.User, received.VersionOf(e.User.UpdatedAt, EventRank.Embedded));
        return (next, result == EventResult.Stale && profileResult == EventResult.Stale ? result : EventResult.Applied);
    }

    private (UserState Next, EventResult Result) WithMembership(MembershipRecord membership)
    {
        var known = VersionedList.Find(Memberships, membership.Key);
        var absorbed = known is { Grant: null } && membership.Grant is not null;
        var deletes = known is { Grant: not null } && membership.Grant is null;
        return !absorbed && (deletes || Supersede(known, membership))
            ? (this with { Memberships = VersionedList.With(Memberships, membership) }, EventResult.Applied)
            : (this, absorbed ? EventResult.Stale : ResultOf(known!, membership));
    }

    private static bool Supersede(IVersionedRecord? known, IVersionedRecord incoming) =>
        known is null || incoming.Version > known.Version;

    private static EventResult ResultOf(IVersionedRecord known, IVersionedRecord incoming) =>
        incoming.Version == known.Version ? EventResult.Applied : EventResult.Stale;

    private static EventRank RankOf(SessionStatus status) =>
        status.IsTerminal() ? EventRank.Ended
        : status == SessionStatus.Pending ? EventRank.Updated
        : EventRank.Created;
}
