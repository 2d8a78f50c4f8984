using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>The same invariants over 100 000 cases each, or <c>TEST_CASES</c>; docs/proofs.md says how.</summary>
public class LongInvariantTests
{
    private static readonly Dictionary<string, (bool Ticking, Act[] Acts, Action<History> Property)> Invariants = new()
    {
        ["I1"] = (false, Alphabet.All, Checker.AssertConverges),
        ["I2"] = (false, Alphabet.All, MergeAlgebra.Idempotence),
        ["I3"] = (false, Alphabet.All, MergeAlgebra.Commutativity),
        ["I4"] = (false, Alphabet.All, MergeAlgebra.Associativity),
        ["I6"] = (false, Alphabet.All, MergeAlgebra.Monotonicity),
        ["I7"] = (false, Alphabet.All, Deletions.Absorb),
        ["I8"] = (false, Alphabet.All, Deletions.MayComeFirst),
        ["I9"] = (true, Alphabet.All, Envelopes.UnitsDontMatter),
        ["I11"] = (false, Alphabet.All, Envelopes.NoPrefixBlends),
        ["I12"] = (false, Alphabet.All, Envelopes.UnknownChangesNothing),
        ["I13"] = (false, Alphabet.Plain, CrossEntity.BothSidesAgree),
        ["I14"] = (false, Alphabet.Plain, CrossEntity.VisibleWhileAllLive),
        ["I15"] = (false, Alphabet.Rejoining, CrossEntity.NewMembershipShows),
        ["I16"] = (false, Alphabet.Handover, CrossEntity.NothingIsRejected),
        ["I17"] = (false, Alphabet.All, CrossEntity.InstancesDontMix),
        ["Reconciliation"] = (true, Reconciliation.Listed, Reconciliation.Heals),
    };

    public static TheoryData<string> Names => [.. Invariants.Keys];

    [Theory(Explicit = true)]
    [MemberData(nameof(Names))]
    public void Invariant_OverManyCases_Holds(string name)
    {
        var (ticking, alphabet, property) = Invariants[name];
        Property.HoldsForMany(HistoryGenerator.Of(alphabet, ticking), property);
    }

    [Fact(Explicit = true)]
    public void I5_OverManyCases_Holds() => Property.HoldsForMany(VersionGenerator.Triples, MergeAlgebra.TotalOrder);
}
