using System.Globalization;

namespace Identity.Cluster.Tests;

/// <summary>Randomness that can be repeated: the seed is printed, and <c>TEST_SEED</c> sets it.</summary>
internal static class Seed
{
    public static int Next()
    {
        var seed = Environment.GetEnvironmentVariable("TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TEST_SEED={seed}");
        return seed;
    }

    /// <summary>The same numbers for the same part of a test, however many the parts before it drew.</summary>
    public static Random For(int seed, int part) => new(unchecked((seed * 397) ^ part));
}
