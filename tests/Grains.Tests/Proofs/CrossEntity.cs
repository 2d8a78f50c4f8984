using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What holds between entities that know nothing of each other while they merge.</summary>
internal static class CrossEntity
{
    /// <summary>I13: what users have as their memberships is what organizations have as their members.</summary>
    public static void BothSidesAgree(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = Checker.Merge(history.Deliver(clerk), history.Batch);
        Assert.Equal(OfUsers(states), OfOrganizations(states));
    }

    /// <summary>I14: an edge is visible exactly while itself, its user and its organization are live.</summary>
    public static void VisibleWhileAllLive(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = Checker.Merge(history.Deliver(clerk), history.Batch);
        var live = clerk.Memberships.Select(m =>
            Lines.Membership(m.Id, m.UserId, m.OrganizationId, (string)m.Data["role"]!));
        Assert.Equal(live.Order(StringComparer.Ordinal), OfUsers(states));
        Assert.Equal(live.Order(StringComparer.Ordinal), OfOrganizations(states));
    }

    /// <summary>I15: who left and came back is a member by the new membership, and nobody else is one.</summary>
    public static void NewMembershipShows(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = Checker.Merge(history.Deliver(clerk), history.Batch);
        foreach (var user in clerk.Universe.Users)
        {
            foreach (var organization in clerk.Universe.Organizations)
            {
                var known = states.Users.GetValueOrDefault(EntityId.Of(UserId.Parse(user)))
                    ?.FindMembership(OrganizationId.Parse(organization));
                var visible = states.Organization(OrganizationId.Parse(organization)).Deleted ? null : known?.Key;
                var truth = clerk.Memberships.FirstOrDefault(m => m.UserId == user && m.OrganizationId == organization);
                Assert.Equal(truth?.Id, visible);
            }
        }
    }

    /// <summary>I16: an address or a slug goes from one to another in any order; no event is refused for it.</summary>
    public static void NothingIsRejected(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = new MergedStates();
        foreach (var emission in history.Deliver(clerk))
        {
            var outcome = Assert.Single(states.Apply(emission.Target!.Value, emission.Reading));
            Assert.NotEqual(EventResult.Refused, outcome.Result);
        }

        View.AssertSame(Checker.TruthOf(clerk), ReadView.Of(states, clerk.Universe));
    }

    private static IEnumerable<string> OfUsers(MergedStates states) =>
    [
        .. from user in states.Users
           from membership in user.Value.Memberships
           let grant = membership.Grant
           where grant is not null && !states.Organization(membership.OrganizationId).Deleted
           let line = Lines.Membership(membership.Key, user.Key.Value, membership.OrganizationId.Value, grant.Role)
           orderby line
           select line,
    ];

    private static IEnumerable<string> OfOrganizations(MergedStates states) => states.Directory.Memberships
        .Select(m => Lines.Membership(m.Id.Value, m.UserId.Value, m.OrganizationId.Value, m.Role))
        .Order(StringComparer.Ordinal);
}
