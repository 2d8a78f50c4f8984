using System.Runtime.CompilerServices;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>The invariants over generated histories: what happens in each, and what must hold.</summary>
internal static class Invariants
{
    private static readonly Dictionary<string, (Act[] Alphabet, bool Ticking, Action<History> Property)> All = new()
    {
        ["I1_Convergence"] = (Alphabet.All, false, Checker.AssertConverges),
        ["I2_Idempotence"] = (Alphabet.All, false, MergeAlgebra.Idempotence),
        ["I3_Commutativity"] = (Alphabet.All, false, MergeAlgebra.Commutativity),
        ["I4_Associativity"] = (Alphabet.All, false, MergeAlgebra.Associativity),
        ["I6_Monotonicity"] = (Alphabet.All, false, MergeAlgebra.Monotonicity),
        ["I7_AbsorbingDelete"] = (Alphabet.All, false, Deletions.Absorb),
        ["I8_DeleteBeforeCreate"] = (Alphabet.All, false, Deletions.MayComeFirst),
        ["I9_Units"] = (Alphabet.All, true, Envelopes.UnitsDontMatter),
        ["I11_PrefixSafety"] = (Alphabet.All, false, Envelopes.NoPrefixBlends),
        ["I12_UnknownMembersAndTypes"] = (Alphabet.All, false, Envelopes.UnknownChangesNothing),
        ["I13_Symmetry"] = (Alphabet.Plain, false, CrossEntity.BothSidesAgree),
        ["I14_Visibility"] = (Alphabet.Plain, false, CrossEntity.VisibleWhileAllLive),
        ["I15_Rejoin"] = (Alphabet.Rejoining, false, CrossEntity.NewMembershipShows),
        ["I16_Handover"] = (Alphabet.Handover, false, CrossEntity.NothingIsRejected),
        ["Reconciliation_AnyLosses_Heals"] = (Reconciliation.Listed, true, Reconciliation.Heals),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>Tries the one that has the calling test's name.</summary>
    public static void Hold([CallerMemberName] string name = "")
    {
        var (alphabet, ticking, property) = All[name];
        Property.Holds(HistoryGenerator.Of(alphabet, ticking), property);
    }

    /// <summary>The same over as many histories as the long run takes.</summary>
    public static void HoldForMany(string name)
    {
        var (alphabet, ticking, property) = All[name];
        Property.HoldsForMany(HistoryGenerator.Of(alphabet, ticking), property);
    }
}
