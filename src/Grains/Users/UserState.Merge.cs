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
            UserUpserted e => WithProfile(e.User, received.VersionOf(e.User.UpdatedAt, e.Created)),
            UserDeleted => WithDeletion(received.DeletionVersion),
            SessionChanged e => WithSession(e, received),
            MembershipUpserted e => WithMembership(MembershipRecord.From(
                e.Membership, received.VersionOf(e.Membership.UpdatedAt, e.Created))),
            MembershipDeleted e => WithMembership(
                MembershipRecord.FromDeleted(e.Membership, received.DeletionVersion)),
            _ => (this, EventResult.Stale),
        };
        return next;
    }

    /// <inheritdoc/>
    public bool Ties(ReceivedEvent received) => Deletion is null && received.Event switch
    {
        UserUpserted e => Profile is { } profile
            && received.VersionOf(e.User.UpdatedAt, e.Created).Ties(profile.Version)
            && e.User.Raw != profile.Snapshot.Raw,
        MembershipUpserted e => VersionedList.Find(Memberships, e.Membership.Id.Value) is { Grant: { } grant } known
            && received.VersionOf(e.Membership.UpdatedAt, e.Created).Ties(known.Version)
            && e.Membership.Raw != grant.Raw,
        _ => false,
    };

    /// <inheritdoc/>
    /// <remarks>
    /// Also with a profile, because whoever is first heard of by a change may have memberships that nobody told.
    /// </remarks>
    public bool HasGapAfter(UserState before, IReadOnlyList<ReceivedEvent> merged) =>
        Deletion is null
        && Revision > before.Revision
        && (Profile is null || (before.Revision == 0 && !merged.Any(m => m.Event is UserUpserted { Created: true })));

    private (UserState Next, EventResult Result) WithProfile(UserResource user, EventVersion version) =>
        version.Supersedes(Profile?.Version, out var result)
            ? (this with { Profile = UserProfile.From(user, version) }, result)
            : (this, result);

    private (UserState Next, EventResult Result) WithDeletion(EventVersion version) =>
        version.Supersedes(Deletion, out var result)
            ? (new UserState { Revision = Revision, Deletion = version, Erased = Erased }, result)
            : (this, result);

    private (UserState Next, EventResult Result) WithSession(SessionChanged e, ReceivedEvent received)
    {
        var session = SessionRecord.From(e.Session, received.VersionOf(e.Session.UpdatedAt, RankOf(e.Session.Status)));
        var next = session.Version.Supersedes(VersionedList.Find(Sessions, session.Key)?.Version, out var result)
            ? this with { Sessions = VersionedList.With(Sessions, session) }
            : this;
        if (e.User is null) return (next, result);

        // A session event brings the user along, often before user.created. It counts under the user's own version.
        (next, var profile) = next.WithProfile(e.User, received.VersionOf(e.User.UpdatedAt, EventRank.Embedded));
        return (next, result == EventResult.Stale ? profile : result);
    }

    private (UserState Next, EventResult Result) WithMembership(MembershipRecord membership)
    {
        var known = VersionedList.Find(Memberships, membership.Key);
        if (known is { Grant: null } && membership.Grant is not null) return (this, EventResult.Stale);

        // A deletion ends a live membership whatever its time: it is never undone, so it can't be too old.
        var deletes = known is { Grant: not null } && membership.Grant is null;
        return membership.Version.Supersedes(deletes ? null : known?.Version, out var result)
            ? (this with { Memberships = VersionedList.With(Memberships, membership) }, result)
            : (this, result);
    }

    private static EventRank RankOf(SessionStatus status) =>
        status.IsTerminal() ? EventRank.Ended
        : status == SessionStatus.Pending ? EventRank.Updated
        : EventRank.Created;
}
