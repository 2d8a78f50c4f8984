using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Merging;

namespace Identity.Grains.Users;

internal sealed partial record UserState
{
    /// <inheritdoc/>
    public DirectoryEntries EntriesFor(IReadOnlyList<ReceivedEvent> touched)
    {
        UserId? user = null;
        var memberships = new Dictionary<MembershipId, MembershipEntry>();
        var sessions = new Dictionary<SessionId, SessionEntry>();
        foreach (var received in touched)
        {
            switch (received.Event)
            {
                case UserUpserted e:
                    user = e.User.Id;
                    break;
                case UserDeleted e:
                    user = e.Id;
                    break;
                case SessionChanged e:
                    user = e.User?.Id ?? user;
                    if (Deletion is null) sessions[e.Session.Id] = EntryOf(e.Session);
                    break;
                case MembershipUpserted e:
                    memberships[e.Membership.Id] = EntryOf(e.Membership);
                    break;
                case MembershipDeleted e:
                    memberships[e.Membership.Id] = EntryOf(e.Membership);
                    break;
            }
        }

        return user is null && memberships.Count == 0 && sessions.Count == 0
            ? DirectoryEntries.None
            : new DirectoryEntries(user is { } id ? EntryOf(id) : null, null, [.. memberships.Values])
            {
                Sessions = [.. sessions.Values],
            };
    }

    /// <summary>
    /// The user's own row. That somebody was erased is for the erasure alone to say, when it has come to its end.
    /// </summary>
    public UserEntry EntryOf(UserId id) =>
        Profile is { } profile
            ? profile.ToEntry(Revision)
            : new UserEntry
            {
                Id = id,
                Revision = Revision,
                Deleted = Deletion is not null,
                DeletedAt = Deletion?.OccurredAt,
            };

    private static SessionEntry EntryOf(SessionResource session) =>
        new() { Id = session.Id, UserId = session.UserId, ClientId = session.ClientId };

    private MembershipEntry EntryOf(OrganizationMembershipResource membership)
    {
        var grant = VersionedList.Find(Memberships, membership.Id.Value)?.Grant;
        return new MembershipEntry
        {
            Id = membership.Id,
            UserId = membership.UserId,
            OrganizationId = membership.OrganizationId,
            Revision = Revision,
            Deleted = grant is null,
            Role = grant?.Role,
            CreatedAt = membership.CreatedAt,
        };
    }
}
