using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>The engine that tests of several silos need.</summary>
internal static class Engine
{
    /// <summary>Skips a test of several silos where the engine has but one process.</summary>
    public static void RequireOrleans() => Assert.SkipUnless(
        TestEngine.IsOrleans,
        "The embedded engine is one process: build with -p:GrainEngine=Orleans for tests of a cluster.");
}
