using System.Globalization;

namespace Identity.Storage.Tests.Directory.Lists;

/// <summary>Randomness that can be repeated: the seed is printed, and <c>TEST_SEED</c> sets it.</summary>
internal static class Seed
{
    public static Random Next()
    {
        var text = Environment.GetEnvironmentVariable("TEST_SEED");
        var seed = int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TEST_SEED={seed}");
        return new Random(seed);
    }

    public static T Pick<T>(this Random random, params T[] values) => values[random.Next(values.Length)];

    /// <summary>Up to so many of these.</summary>
    public static T[] Some<T>(this Random random, int most, params T[] values) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => random.Pick(values)).Distinct()];
}
