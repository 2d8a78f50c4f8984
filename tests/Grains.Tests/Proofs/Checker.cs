using Identity.Grains.Events;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Lets a history happen, delivers it, and compares what readers see with the truth.</summary>
internal static class Checker
{
    /// <summary>The truth, from the model Clerk's own rows.</summary>
    public static View TruthOf(ModelClerk clerk) => RowView.Of(clerk.Rows, clerk.Universe);

    /// <summary>The real merge, after a delivery.</summary>
    public static MergedStates Merge(IReadOnlyList<Emission> emissions, int batch = 1)
    {
        var states = new MergedStates();
        states.Deliver(emissions, batch);
        return states;
    }

    /// <summary>What readers see in the end is what Clerk has.</summary>
    public static void AssertConverges(History history)
    {
        var clerk = ModelClerk.Live(history.Steps);
        var states = Merge(history.Deliver(clerk), history.Batch);
        View.AssertSame(TruthOf(clerk), ReadView.Of(states, clerk.Universe));
    }

    /// <summary>All of these were merged before: merging them again leaves the very same states.</summary>
    public static void AssertChangesNothing(MergedStates states, IEnumerable<Emission> again)
    {
        foreach (var emission in again.Where(e => e.Target is not null))
        {
            var id = emission.Target!.Value;
            var before = states.StateOf(id);
            var outcome = Assert.Single(states.Apply(id, emission.Reading));
            Assert.Same(before, states.StateOf(id));
            Assert.NotEqual(EventResult.Applied, outcome.Result);
        }
    }
}
