using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Every order of small histories, and after it every single event a second time, ends in the truth.</summary>
public class ExhaustiveTests
{
    public static TheoryData<string> Names => [.. SmallHistories.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Merge_EveryOrderAndThenEachEventAgain_EndsInTheTruth(string history)
    {
        var clerk = SmallHistories.Live(history);
        var truth = Checker.TruthOf(clerk);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in Permutations.Of<Emission>([.. clerk.Emissions]))
        {
            var states = Checker.Merge(order);
            Checker.AssertChangesNothing(states, order);

            // Readers see no more than what is stored and listed: what was looked at needn't be looked at again.
            if (!seen.Add(StoredAndListed(states, clerk))) continue;
            if (View.Difference(truth, ReadView.Of(states, clerk.Universe)) is { } difference)
                Assert.Fail($"{string.Join("\n", order.AsEnumerable())}\n{difference}");
        }

        Assert.Single(seen);
    }

    private static string StoredAndListed(MergedStates states, ModelClerk clerk) => string.Join('\n',
    [
        .. clerk.Emissions.Select(e => e.Target).OfType<EntityId>().Distinct()
            .Select(id => StateBytes.Of(states.StateOf(id))),
        .. states.Directory.Users.Select(u => JsonSerializer.Serialize(u with { Revision = 0 })),
        .. states.Directory.Organizations.Select(o => JsonSerializer.Serialize(o with { Revision = 0 })),
        .. states.Directory.Memberships.Select(m => JsonSerializer.Serialize(m with { Revision = 0 })),
        .. states.Directory.Resources.Select(r => JsonSerializer.Serialize(r with { Revision = 0 })),
    ]);
}
