using Identity.Grains.Tests.Merging;
using Identity.Grains.Tests.Proofs.Model;
using Identity.Grains.Tests.Proofs.Policies;
using Identity.Grains.Tests.Proofs.Replicas;

namespace Identity.Grains.Tests.Proofs;

/// <summary>
/// Nine ways to apply events that look right and aren't. The checker that finds nothing in the real merge finds a
/// counterexample for each: so it isn't blind.
/// </summary>
public class WrongPolicyTests
{
    private const string H1 = "H1 join, promote, leave, rejoin";
    private const string H2 = "H2 user deleted";
    private const string H3 = "H3 e-mail reused";
    private const string H4 = "H4 same tick and second";

    private static readonly Dictionary<string, Func<Policy>> Policies = new()
    {
        ["arrival order"] = () => new ArrivalOrder(),
        ["dedupe by svix-id, then arrival order"] = () => new DedupeThenArrivalOrder(),
        ["update if it exists"] = () => new UpdateIfExists(),
        ["latest updated_at, deletion removes the row"] = () => new LatestUpdatedAtRemovingRows(),
        ["latest envelope second"] = () => new LatestEnvelopeSecond(),
        ["latest updated_at, also of deletions"] = () => new LatestUpdatedAtAlsoOfDeletions(),
        ["membership keyed by user and organization"] = () => new MembershipKeyedByPair(),
        ["membership dropped while an end is unknown"] = () => new MembershipNeedsItsEnds(),
        ["unique e-mail"] = () => new UniqueEmail(),
    };

    public static TheoryData<string> Names => [.. Policies.Keys];

    /// <summary>In how many of the orders of each history the policy ends wrong, of 5040, 720, 6 and 6.</summary>
    [Theory]
    [InlineData("arrival order", 4200, 480, 3, 4)]
    [InlineData("dedupe by svix-id, then arrival order", 4200, 480, 3, 4)]
    [InlineData("update if it exists", 3780, 360, 3, 3)]
    [InlineData("latest updated_at, deletion removes the row", 3360, 480, 3, 0)]
    [InlineData("latest envelope second", 4200, 480, 3, 4)]
    [InlineData("latest updated_at, also of deletions", 2520, 0, 0, 0)]
    [InlineData("membership keyed by user and organization", 5040, 0, 0, 0)]
    [InlineData("membership dropped while an end is unknown", 3552, 0, 0, 0)]
    [InlineData("unique e-mail", 0, 0, 1, 0)]
    public void Policy_EveryOrderOfTheSmallHistories_IsWrongSoOften(string policy, int h1, int h2, int h3, int h4) =>
        Assert.Equal([h1, h2, h3, h4], new[] { H1, H2, H3, H4 }.Select(h => CountWrong(Policies[policy], h)));

    [Fact]
    public void LatestEnvelopeMillisecond_EveryOrderOfTheSmallHistories_IsRight() => Assert.All(
        new[] { H1, H2, H3, H4 },
        h => Assert.Equal(0, CountWrong(() => new LatestEnvelopeMillisecond(), h)));

    [Fact]
    public void Recommended_EveryOrderOfTheSmallHistories_IsRight() =>
        Assert.All(new[] { H1, H2, H3, H4 }, h => Assert.Equal(0, CountWrong(() => new Recommended(), h)));

    [Fact]
    public void Merge_EveryOrderOfTheSmallHistories_IsRight() =>
        Assert.All(new[] { H1, H2, H3, H4 }, h => Assert.Equal(0, CountWrong(h, (order, universe) =>
            ReadView.Of(Checker.Merge(order), universe))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Policy_GeneratedHistories_IsCaught(string policy)
    {
        var counterexample = Property.Counterexample(
            HistoryGenerator.Of(Alphabet.Plain, ticking: true),
            history => AssertRight(history, Policies[policy]()));
        Assert.NotNull(counterexample);
        TestContext.Current.TestOutputHelper?.WriteLine(counterexample);
    }

    /// <summary>The checker blames nobody who is right: another merge by the same rules passes too.</summary>
    [Fact]
    public void Recommended_GeneratedHistories_IsRight() => Property.Holds(
        HistoryGenerator.Of(Alphabet.Plain, ticking: true), history => AssertRight(history, new Recommended()));

    [Fact]
    public void Merge_GeneratedHistories_IsRight() =>
        Property.Holds(HistoryGenerator.Of(Alphabet.Plain, ticking: true), Checker.AssertConverges);

    private static int CountWrong(Func<Policy> policy, string history) => CountWrong(history, (order, universe) =>
        policy().ViewAfter(order.Select(Fact.Read).OfType<Fact>(), universe));

    private static int CountWrong(string history, Func<IReadOnlyList<Emission>, Universe, View> viewAfter)
    {
        var clerk = SmallHistories.Live(history);
        var truth = Checker.TruthOf(clerk);
        return Permutations.Of<Emission>([.. clerk.Emissions])
            .Count(order => View.Difference(truth, viewAfter(order, clerk.Universe)) is not null);
    }

    private static void AssertRight(History history, Policy policy)
    {
        // These know nothing of users that travel in sessions' events: each change of a user has an event of its own.
        var plain = history.WithEach(s => s.Act == Act.SignIn ? s with { What = 2 } : s);
        var clerk = ModelClerk.Live(plain.Steps);
        View.AssertSame(
            Checker.TruthOf(clerk),
            policy.ViewAfter(plain.Deliver(clerk).Select(Fact.Read).OfType<Fact>(), clerk.Universe));
    }
}
