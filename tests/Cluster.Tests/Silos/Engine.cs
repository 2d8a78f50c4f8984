using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>Which engine the programs beside the tests were built with.</summary>
internal static class Engine
{
    /// <summary>Whether it is Orleans.</summary>
    public static readonly bool IsOrleans = TestEngine.IsOrleansOf(AppContext.BaseDirectory);

    /// <summary>Skips a test of several silos where the engine has but one process.</summary>
    public static void RequireOrleans() => Assert.SkipUnless(
        IsOrleans, "The embedded engine is one process: build with -p:GrainEngine=Orleans for tests of a cluster.");
}
