using Identity.Clerk.Emulator.Instances;
using Identity.Clerk.Emulator.Lists;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>Finds memberships by organization and user, and lists them. Not safe for concurrent use.</summary>
internal sealed class MembershipIndex
{
    private readonly Dictionary<(string OrganizationId, string UserId), string> _byPair = [];
    private readonly OrderedLists<Member> _all;
    private readonly OrderedLists<Member> _byOrganization;
    private readonly OrderedLists<Member> _byUser;
    private readonly Func<InstanceState> _state;

    public MembershipIndex(Func<InstanceState> state)
    {
        _state = state;
        _all = new OrderedLists<Member>(MemberOrders.All, Members);
        _byOrganization = new OrderedLists<Member>(MemberOrders.ByOrganization, Members);
        _byUser = new OrderedLists<Member>(MemberOrders.ByUser, Members);
        AddMany(state().Memberships.Values);
    }

    public void Add(Member member)
    {
        _byPair[Pair(member.Membership)] = member.Membership.Id;
        _all.Add(member);
        _byOrganization.Add(member);
        _byUser.Add(member);
    }

    public void Remove(Member member)
    {
        _byPair.Remove(Pair(member.Membership));
        _all.Remove(member);
        _byOrganization.Remove(member);
        _byUser.Remove(member);
    }

    public void AddMany(IEnumerable<Membership> memberships)
    {
        _all.Clear();
        _byOrganization.Clear();
        _byUser.Clear();
        foreach (var membership in memberships)
            _byPair[Pair(membership)] = membership.Id;
    }

    public Membership? Find(string organizationId, string userId) =>
        _byPair.TryGetValue((organizationId, userId), out var id) ? _state().Memberships[id] : null;

    public int CountIn(string organizationId)
    {
        var range = InOrganization(MemberOrders.CreatedAt, organizationId);
        return range.End.Value - range.Start.Value;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Member> Of(User user)
    {
        var index = _byUser[MemberOrders.CreatedAt];
        return [.. index.In(index.Group(MemberOrders.UserId, user.Id))];
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Member> In(Organization organization) =>
        [.. _byOrganization[MemberOrders.CreatedAt].In(InOrganization(MemberOrders.CreatedAt, organization.Id))];

    public Slice<Member> List(string order, Paging paging)
    {
        var index = _all[order];
        return index.Cut(paging, 0..index.Count);
    }

    public Slice<Member> ListOf(User user, Paging paging)
    {
        var index = _byUser[MemberOrders.CreatedAt];
        return index.Cut(paging, index.Group(MemberOrders.UserId, user.Id));
    }

    public Slice<Member> ListIn(
        Organization organization, string order, Paging paging, Func<Member, bool>? filter) =>
        _byOrganization[order].Cut(paging, InOrganization(order, organization.Id), filter);

    private Range InOrganization(string order, string organizationId) =>
        _byOrganization[order].Group(MemberOrders.OrganizationId, organizationId);

    private IEnumerable<Member> Members()
    {
        var state = _state();
        return state.Memberships.Values.Select(membership => new Member(membership, state.Users[membership.UserId]));
    }

    private static (string OrganizationId, string UserId) Pair(Membership membership) =>
        (membership.OrganizationId, membership.UserId);
}
