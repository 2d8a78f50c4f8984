using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>The random numbers of a test and of its parts.</summary>
internal static class Seed
{
    /// <summary>The running test's seed, which is printed.</summary>
    public static int Next() => TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine);

    /// <summary>The same numbers for the same part of a test, however many the parts before it drew.</summary>
    public static Random For(int seed, int part) => new(unchecked((seed * 397) ^ part));
}
