using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Grains.Tests.Merging;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Every order of small histories, and in each every single event a second time: what readers see is the truth.</summary>
public class ExhaustiveTests
{
    public static TheoryData<string> Names => [.. SmallHistories.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Merge_EveryOrderWithOneDuplicate_EndsInTheTruth(string history)
    {
        var clerk = SmallHistories.Live(history);
        var truth = Checker.TruthOf(clerk);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in Permutations.WithOneDuplicate<Emission>([.. clerk.Emissions]))
        {
            var states = Checker.Merge(order);

            // Readers see no more than what is stored and listed: what was looked at needn't be looked at again.
            if (!seen.Add(StoredAndListed(states, clerk))) continue;
            if (View.Difference(truth, ReadView.Of(states, clerk.Universe)) is { } difference)
                Assert.Fail($"{string.Join("\n", order.AsEnumerable())}\n{difference}");
        }

        Assert.Single(seen);
    }

    private static string StoredAndListed(MergedStates states, ModelClerk clerk) => string.Join('\n',
    [
        .. clerk.Emissions.Select(e => e.Target).OfType<EntityId>().Distinct().Select(id => StateBytes.Of(states.StateOf(id))),
        .. states.Directory.Users.Select(u => JsonSerializer.Serialize(u with { Revision = 0 })),
        .. states.Directory.Organizations.Select(o => JsonSerializer.Serialize(o with { Revision = 0 })),
        .. states.Directory.Memberships.Select(m => JsonSerializer.Serialize(m with { Revision = 0 })),
        .. states.Directory.Resources.Select(r => JsonSerializer.Serialize(r with { Revision = 0 })),
    ]);
}
