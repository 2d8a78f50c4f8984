using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Sessions;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>
/// Keeps the state and what it is looked up by together: nothing else changes users, members, sessions.
/// </summary>
internal sealed partial class EmulatedInstance
{
    private readonly UserIndex _users;
    private readonly MembershipIndex _members;
    private readonly SessionIndex _sessions;

    public User? FindUser(string idOrUsername) =>
        State.Users.GetValueOrDefault(idOrUsername) ?? _users.ByUsername(idOrUsername);

    public Membership? FindMembership(string organizationId, string userId) => _members.Find(organizationId, userId);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Member> MembershipsOf(User user) => _members.Of(user);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Member> MembersOf(Organization organization) => _members.In(organization);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Session> SessionsOf(string userId) => _sessions.Of(userId);

    public Slice<User> ListUsers(UserQuery query, string order, Paging paging, User? after = null) =>
        _users.List(query, order, paging, after, (user, id) => FindMembership(id, user.Id) is not null);

    public Slice<MembershipView> ListMemberships(string order, Paging paging) =>
        Views(_members.List(order, paging));

    public Slice<MembershipView> ListMembershipsOf(User user, Paging paging) =>
        Views(_members.ListOf(user, paging));

    public Slice<MembershipView> ListMembershipsIn(
        Organization organization, string order, Paging paging, Func<Member, bool>? filter) =>
        Views(_members.ListIn(organization, order, paging, filter));

    public int CountMembers(Organization organization) => _members.CountIn(organization.Id);

    private void Keep(User user)
    {
        var memberships = Forget(user.Id);
        State = State with { Users = State.Users.SetItem(user.Id, user) };
        _users.Add(user);
        foreach (var member in memberships)
            _members.Add(member with { User = user });
    }

    private void Drop(User user)
    {
        var memberships = Forget(user.Id);
        State = State with
        {
            Users = State.Users.Remove(user.Id),
            Memberships = State.Memberships.RemoveRange(memberships.Select(member => member.Membership.Id)),
        };
    }

    /// <summary>Takes a user and their memberships out of the lists.</summary>
    private IReadOnlyList<Member> Forget(string userId)
    {
        if (!State.Users.TryGetValue(userId, out var user))
            return [];

        var memberships = _members.Of(user);
        _users.Remove(user);
        foreach (var member in memberships)
            _members.Remove(member);
        return memberships;
    }

    private void Keep(Membership membership, User user)
    {
        if (State.Memberships.TryGetValue(membership.Id, out var known))
            _members.Remove(new Member(known, user));
        State = State with { Memberships = State.Memberships.SetItem(membership.Id, membership) };
        _members.Add(new Member(membership, user));
    }

    private void Drop(IReadOnlyList<Member> members)
    {
        foreach (var member in members)
            _members.Remove(member);
        State = State with
        {
            Memberships = State.Memberships.RemoveRange(members.Select(member => member.Membership.Id)),
        };
    }

    private void Keep(Session session)
    {
        var sessions = State.Sessions;
        if (sessions.TryGetValue(session.Id, out var known))
            _sessions.Remove(known);
        _sessions.Add(session);
        sessions = sessions.SetItem(session.Id, session);
        if (_sessions.Over > Limits.EndedSessions)
        {
            var oldest = _sessions.OldestOver;
            _sessions.Remove(oldest);
            sessions = sessions.Remove(oldest.Id);
        }

        State = State with { Sessions = sessions };
    }

    private Slice<MembershipView> Views(Slice<Member> members)
    {
        var organizations = members.Items.Select(MemberOrders.OrganizationId).Distinct()
            .ToDictionary(id => id, id => State.Organizations[id]);
        var counts = organizations.Values.ToDictionary(
            organization => organization.Id,
            organization => (CountMembers(organization), CountPendingInvitations(organization.Id)));
        return members.Select(member =>
        {
            var organization = organizations[member.Membership.OrganizationId];
            var (membersCount, pendingInvitationsCount) = counts[organization.Id];
            return new MembershipView(member, organization, membersCount, pendingInvitationsCount);
        });
    }

    private MembershipView View(Member member) => Views(new Slice<Member>([member], 1)).Items[0];
}
