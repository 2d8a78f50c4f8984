using Identity.Clerk.Identifiers;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What a deletion does, whenever it comes.</summary>
internal static class Deletions
{
    /// <summary>I7: once a deletion was merged nothing brings the id back, not even a snapshot of far later.</summary>
    public static void Absorb(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = new MergedStates();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var emission in history.Deliver(clerk))
        {
            states.Deliver([emission]);
            if (IsDeletion(emission)) gone.Add((string)emission.Data["id"]!);
            Assert.DoesNotContain(LiveIds(states), gone.Contains);
        }

        foreach (var emission in clerk.Emissions.Where(e => e.Delivery is not null && !IsDeletion(e)))
        {
            states.Deliver([FarFuture(emission, clerk.Now)]);
            Assert.DoesNotContain(LiveIds(states), gone.Contains);
        }

        // To be deleted is more than to be unknown.
        foreach (var id in gone.Where(id => UserId.TryParse(id, out _)))
            Assert.NotNull(states.Users[EntityId.Of(UserId.Parse(id))].Deletion);
        foreach (var id in gone.Where(id => OrganizationId.TryParse(id, out _)))
            Assert.True(states.Organization(OrganizationId.Parse(id)).Deleted);
    }

    /// <summary>I8: all deletions first, or all of them last.</summary>
    public static void MayComeFirst(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var delivered = history.Deliver(clerk);
        var first = Checker.Merge([.. delivered.OrderBy(e => IsDeletion(e) ? 0 : 1)]);
        var last = Checker.Merge([.. delivered.OrderBy(e => IsDeletion(e) ? 1 : 0)]);
        foreach (var id in delivered.Select(e => e.Target).OfType<EntityId>().Distinct())
            Assert.Equal(StateBytes.Of(first.StateOf(id)), StateBytes.Of(last.StateOf(id)));
        View.AssertSame(Checker.TruthOf(clerk), ReadView.Of(first, clerk.Universe));
        View.AssertSame(Checker.TruthOf(clerk), ReadView.Of(last, clerk.Universe));
    }

    private static bool IsDeletion(Emission emission) =>
        emission.Type.EndsWith(".deleted", StringComparison.Ordinal) || emission.Fetched is { IsGone: true };

    private static Emission FarFuture(Emission emission, long now)
    {
        var data = emission.Data.DeepClone().AsObject();
        data["updated_at"] = now + 1_000_000_000;
        return Emission.Event(
            emission.Message.Value + "_again",
            emission.Type,
            data,
            now + 1_000_000_005,
            seconds: false,
            Testing.ClerkEventJson.Instance);
    }

    private static IEnumerable<string> LiveIds(MergedStates states) =>
    [
        .. states.Users.Where(u => u.Value.Profile is not null).Select(u => u.Key.Value),
        .. states.Users.SelectMany(u => u.Value.Memberships).Where(m => m.Grant is not null).Select(m => m.Key),
        .. states.Organizations.Where(o => o.Value.Profile is not null).Select(o => o.Key.Value),
        .. states.Resources.Where(r => r.Value.Record is not null).Select(r => r.Key.Value),
        .. states.Catalogue.Roles.Concat(states.Catalogue.Permissions).Where(r => r.IsLive).Select(r => r.Id),
    ];
}
