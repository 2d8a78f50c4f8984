using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>The invariants of a merge that is right in any order, each over generated histories.</summary>
/// <remarks>
/// A failing run prints <c>TEST_SEED=…</c>: set it in the environment and the same cases come again. The long run of
/// each is <see cref="LongInvariantTests"/>.
/// </remarks>
public class InvariantTests
{
    [Fact]
    public void I1_Convergence() => Property.Holds(HistoryGenerator.Of(Alphabet.All), Checker.AssertConverges);

    [Fact]
    public void I2_Idempotence() => Property.Holds(HistoryGenerator.Of(Alphabet.All), MergeAlgebra.Idempotence);

    [Fact]
    public void I3_Commutativity() => Property.Holds(HistoryGenerator.Of(Alphabet.All), MergeAlgebra.Commutativity);

    [Fact]
    public void I4_Associativity() => Property.Holds(HistoryGenerator.Of(Alphabet.All), MergeAlgebra.Associativity);

    [Fact]
    public void I5_TotalOrder() => Property.Holds(VersionGenerator.Triples, MergeAlgebra.TotalOrder, count: 3000);

    [Fact]
    public void I6_Monotonicity() => Property.Holds(HistoryGenerator.Of(Alphabet.All), MergeAlgebra.Monotonicity);

    [Fact]
    public void I7_AbsorbingDelete() => Property.Holds(HistoryGenerator.Of(Alphabet.All), Deletions.Absorb);

    [Fact]
    public void I8_DeleteBeforeCreate() => Property.Holds(HistoryGenerator.Of(Alphabet.All), Deletions.MayComeFirst);

    [Fact]
    public void I9_Units() =>
        Property.Holds(HistoryGenerator.Of(Alphabet.All, ticking: true), Envelopes.UnitsDontMatter);

    [Fact]
    public void I11_PrefixSafety() => Property.Holds(HistoryGenerator.Of(Alphabet.All), Envelopes.NoPrefixBlends);

    [Fact]
    public void I12_UnknownMembersAndTypes() =>
        Property.Holds(HistoryGenerator.Of(Alphabet.All), Envelopes.UnknownChangesNothing);

    [Fact]
    public void I13_Symmetry() => Property.Holds(HistoryGenerator.Of(Alphabet.Plain), CrossEntity.BothSidesAgree);

    [Fact]
    public void I14_Visibility() =>
        Property.Holds(HistoryGenerator.Of(Alphabet.Plain), CrossEntity.VisibleWhileAllLive);

    [Fact]
    public void I15_Rejoin() => Property.Holds(HistoryGenerator.Of(Alphabet.Rejoining), CrossEntity.NewMembershipShows);

    [Fact]
    public void I16_Handover() => Property.Holds(HistoryGenerator.Of(Alphabet.Handover), CrossEntity.NothingIsRejected);

    [Fact]
    public void I17_Isolation() => Property.Holds(HistoryGenerator.Of(Alphabet.All), CrossEntity.InstancesDontMix);

    /// <summary>Whatever was lost for good: once Clerk was asked for all that it lists, nothing is missing.</summary>
    [Fact]
    public void Reconciliation_AnyLosses_Heals() =>
        Property.Holds(HistoryGenerator.Of(Reconciliation.Listed, ticking: true), Reconciliation.Heals);
}
