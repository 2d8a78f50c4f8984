using System.Reflection;

namespace Identity.Grains.Tests.Proofs;

/// <summary>The invariants of a merge that is right in any order, each over generated histories.</summary>
/// <remarks>
/// A failing run prints <c>TEST_SEED=…</c>: set it in the environment and the same cases come again. The long run of
/// each is <see cref="LongInvariantTests"/>.
/// </remarks>
public class InvariantTests
{
    [Fact]
    public void I1_Convergence() => Invariants.Hold();

    [Fact]
    public void I2_Idempotence() => Invariants.Hold();

    [Fact]
    public void I3_Commutativity() => Invariants.Hold();

    [Fact]
    public void I4_Associativity() => Invariants.Hold();

    [Fact]
    public void I5_TotalOrder() => Property.Holds(VersionGenerator.Triples, MergeAlgebra.TotalOrder, count: 3000);

    [Fact]
    public void I6_Monotonicity() => Invariants.Hold();

    [Fact]
    public void I7_AbsorbingDelete() => Invariants.Hold();

    [Fact]
    public void I8_DeleteBeforeCreate() => Invariants.Hold();

    [Fact]
    public void I9_Units() => Invariants.Hold();

    [Fact]
    public void I11_PrefixSafety() => Invariants.Hold();

    [Fact]
    public void I12_UnknownMembersAndTypes() => Invariants.Hold();

    [Fact]
    public void I13_Symmetry() => Invariants.Hold();

    [Fact]
    public void I14_Visibility() => Invariants.Hold();

    [Fact]
    public void I15_Rejoin() => Invariants.Hold();

    [Fact]
    public void I16_Handover() => Invariants.Hold();

    /// <summary>Whatever was lost for good: once Clerk was asked for all that it lists, nothing is missing.</summary>
    [Fact]
    public void Reconciliation_AnyLosses_Heals() => Invariants.Hold();

    [Fact]
    public void Invariants_EachHasATestHere() => Assert.Empty(Invariants.Names.Except(
        typeof(InvariantTests).GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(method => method.Name)));
}
