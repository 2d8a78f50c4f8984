using System.Globalization;

namespace Identity.Clerk.Tests;

/// <summary>Randomness that can be repeated: the seed is printed, and <c>TEST_SEED</c> sets it.</summary>
internal static class Seed
{
    public static Random Next()
    {
        var text = Environment.GetEnvironmentVariable("TEST_SEED");
        var seed = text is null ? Random.Shared.Next() : int.Parse(text, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"TEST_SEED={seed}");
        return new Random(seed);
    }
}
