using FsCheck;
using FsCheck.Fluent;
using Identity.Clerk.Identifiers;
using Identity.Grains.Merging;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Versions of so few values that many parts of them are equal.</summary>
internal static class VersionGenerator
{
    private static readonly Gen<EventVersion> One = Gen.Choose(0, (3 * 3 * 4 * 4) - 1).Select(n => new EventVersion(
        n % 3, n / 3 % 3, (EventRank)(n / 9 % 4), MessageId.Parse($"msg_{"aAbB"[n / 36]}")));

    public static Arbitrary<(EventVersion A, EventVersion B, EventVersion C)> Triples { get; } = Arb.From(
        from a in One
        from b in One
        from c in One
        select (a, b, c));
}
