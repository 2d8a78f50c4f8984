namespace Identity.Cluster.Tests;

/// <summary>The parts of a test that draws random numbers.</summary>
internal static class Parts
{
    /// <summary>The same numbers for the same part, however many the parts before it drew.</summary>
    public static Random For(int seed, int part) => new(unchecked((seed * 397) ^ part));
}
