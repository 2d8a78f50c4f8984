using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Events that never come, and what asking Clerk for everything makes of it.</summary>
internal static class Reconciliation
{
    /// <summary>What Clerk's Backend API lists. Sessions it lists only by user, and nobody asks.</summary>
    public static readonly Act[] Listed =
    [
        .. Alphabet.Users, .. Alphabet.Organizations, .. Alphabet.Memberships, .. Alphabet.Catalogue,
        Act.CreateResource,
    ];

    /// <summary>Whatever of the events was lost, in whatever order the rest came: the listing heals it.</summary>
    public static void Heals(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        Emission[] delivered = [.. history.Deliver(clerk)];
        var lost = history.Steps.Index().Where(s => s.Item.Lost && !Names(s.Item.Act)).Select(s => s.Index).ToHashSet();
        var kept = clerk.Told.Where(t => !lost.Contains(t.Step)).Select(t => t.Emission).ToHashSet();
        var states = Checker.Merge([.. delivered.Where(kept.Contains)], history.Batch);

        // Of waitlist entries and billing there is no listing, so theirs must not be lost.
        var before = clerk.Told.Count;
        foreach (var row in clerk.Rows.Values.ToList())
        {
            if (!clerk.Fetch(row)) states.Deliver([.. clerk.Emissions.Where(e => (string?)e.Data["id"] == row.Id)]);
        }

        states.Deliver([.. clerk.Emissions.Skip(before)]);
        View.AssertSame(Checker.TruthOf(clerk), ReadView.Of(states, clerk.Universe));
    }

    // Of a role or a permission that is gone Clerk tells no key, so nobody who missed the key can ever know it.
    private static bool Names(Act act) => act is Act.CreateRole or Act.CreatePermission or Act.RenamePermission;
}
