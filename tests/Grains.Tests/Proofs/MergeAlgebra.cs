using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Merging;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>What the merge is by itself, whatever is merged. States are compared as they are stored.</summary>
internal static class MergeAlgebra
{
    /// <summary>I2: everything again, and each thing twice in a row, changes nothing.</summary>
    public static void Idempotence(History history)
    {
        var delivered = history.Deliver(ModelClerk.Live(history.Steps));
        var states = new MergedStates();
        foreach (var emission in delivered.Where(e => e.Target is not null))
        {
            states.Deliver([emission]);
            Checker.AssertChangesNothing(states, [emission]);
        }

        Checker.AssertChangesNothing(states, delivered);
        states.Restart();
        Checker.AssertChangesNothing(states, [.. delivered.Reverse<Emission>()]);
    }

    /// <summary>I3: of any two neighbours it doesn't matter which comes first.</summary>
    public static void Commutativity(History history)
    {
        foreach (var (id, readings) in ByEntity(history))
        {
            for (var i = 0; i + 1 < readings.Length; i++)
            {
                var (a, b) = (readings[i], readings[i + 1]);
                var (one, other) = (new MergedStates(), new MergedStates());
                one.Apply(id, [.. readings[..i], a, b]);
                other.Apply(id, [.. readings[..i], b, a]);
                Assert.Equal(StateBytes.Of(one.StateOf(id)), StateBytes.Of(other.StateOf(id)));
            }
        }
    }

    /// <summary>I4: one by one, in batches with restarts between, or all at once: the same states and answers.</summary>
    public static void Associativity(History history)
    {
        foreach (var (id, readings) in ByEntity(history))
        {
            var (single, batched, whole) = (new MergedStates(), new MergedStates(), new MergedStates());
            EventOutcome[] outcomes = [.. readings.SelectMany(reading => single.Apply(id, reading))];
            var inBatches = new List<EventOutcome>();
            foreach (var batch in readings.Chunk(Math.Max(2, history.Batch)))
            {
                inBatches.AddRange(batched.Apply(id, batch));
                batched.Restart();
            }

            Assert.Equal(outcomes, whole.Apply(id, readings));
            Assert.Equal(outcomes, inBatches);
            Assert.Equal(StateBytes.Of(single.StateOf(id)), StateBytes.Of(batched.StateOf(id)));
            Assert.Equal(StateBytes.Of(single.StateOf(id)), StateBytes.Of(whole.StateOf(id)));
        }
    }

    /// <summary>I5: antisymmetric, transitive, and zero for the same version only.</summary>
    public static void TotalOrder((EventVersion A, EventVersion B, EventVersion C) versions)
    {
        var (a, b, c) = versions;
        Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
        Assert.Equal(a == b, a.CompareTo(b) == 0);
        Assert.False(a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0 && a.CompareTo(c) > 0);
        Assert.Equal(a.CompareTo(b) > 0, a > b);
        Assert.Equal(a.CompareTo(b) < 0, a < b);
        Assert.False(a == b && a.Ties(b));
    }

    /// <summary>I6: no version of anything ever goes back, also over restarts.</summary>
    public static void Monotonicity(History history)
    {
        var states = new MergedStates();
        var last = new Dictionary<string, EventVersion>(StringComparer.Ordinal);
        var revisions = new Dictionary<EntityId, long>();
        foreach (var batch in history.Deliver(ModelClerk.Live(history.Steps)).Chunk(history.Batch))
        {
            states.Deliver(batch, history.Batch);
            states.Restart();
            foreach (var (name, version) in Versions.Of(states))
            {
                Assert.False(last.TryGetValue(name, out var before) && version < before, name);
                last[name] = version;
            }

            foreach (var (id, revision) in Versions.RevisionsOf(states))
            {
                Assert.True(revision >= revisions.GetValueOrDefault(id), $"{id} r{revision}");
                revisions[id] = revision;
            }
        }
    }

    private static IEnumerable<(EntityId Id, Reading[] Readings)> ByEntity(History history) =>
        history.Deliver(ModelClerk.Live(history.Steps))
            .Where(e => e.Target is not null)
            .GroupBy(e => e.Target!.Value)
            .Select(g => (g.Key, g.Select(e => e.Reading).ToArray()));
}
