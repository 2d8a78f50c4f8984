using FsCheck;
using FsCheck.Fluent;
using Identity.Grains.Tests.Proofs.Model;

namespace Identity.Grains.Tests.Proofs;

/// <summary>Makes histories at random, and failing ones small.</summary>
internal static class HistoryGenerator
{
    private static readonly int[] Ticks = [0, 0, 1, 1, 3, 40, 400, 1500, 61_000];
    private static readonly int[] Lags = [0, 1, 5, 5, 30];

    /// <summary>Histories of up to about 40 steps, whose deliveries come in any order and number.</summary>
    /// <param name="alphabet">What happens.</param>
    /// <param name="ticking">Whether Clerk's clock goes on between any two steps.</param>
    public static Arbitrary<History> Of(Act[] alphabet, bool ticking = false) => Arb.From(
        Gen.Sized(size => Gen.Choose(0, int.MaxValue - 1)
            .Select(seed => Random(new Random(seed), alphabet, size, ticking))),
        history => history.Shrink());

    private static History Random(Random random, Act[] alphabet, int size, bool ticking)
    {
        var count = random.Next(2, 6 + (Math.Min(size, 100) * 35 / 100));

        // From nearly in order to any order at all.
        var disorder = random.Next(0, count + 1);
        var steps = Enumerable.Range(0, count).Select(i => new Step(
            i == 0 && alphabet.Contains(Act.CreateUser) ? Act.CreateUser : alphabet[random.Next(alphabet.Length)],
            random.Next(6),
            random.Next(30))
        {
            Tick = Math.Max(ticking ? 1 : 0, Ticks[random.Next(Ticks.Length)]),
            Lag = Lags[random.Next(Lags.Length)],
            Seconds = random.Next(4) == 0,
            Order = random.Next(Math.Max(0, i - disorder), Math.Min(count, i + disorder) + 1),
            Copies = random.Next(4) == 0 ? random.Next(1, 4) : 0,
            Lost = random.Next(4) == 0,
        });
        var batch = random.Next(3) == 0 ? random.Next(2, 9) : 1;
        return new History([.. steps], batch, Replays: random.Next(8) == 0 ? 1 : 0);
    }
}
