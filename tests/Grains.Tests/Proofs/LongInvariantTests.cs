namespace Identity.Grains.Tests.Proofs;

/// <summary>The same invariants over 100 000 cases each, or <c>TEST_CASES</c>; docs/proofs.md says how.</summary>
public class LongInvariantTests
{
    public static TheoryData<string> Names => [.. Invariants.Names];

    [Theory(Explicit = true)]
    [MemberData(nameof(Names))]
    public void Invariant_OverManyCases_Holds(string name) => Invariants.HoldForMany(name);

    [Fact(Explicit = true)]
    public void I5_OverManyCases_Holds() => Property.HoldsForMany(VersionGenerator.Triples, MergeAlgebra.TotalOrder);
}
