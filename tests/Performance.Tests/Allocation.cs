namespace Identity.Performance.Tests;

/// <summary>
/// How many bytes an operation allocates. It is the same on every machine, whatever else that machine does.
/// </summary>
internal static class Allocation
{
    private const int WarmUps = 2_000;
    private const int Calls = 2_000;

    /// <summary>The bytes of one call that completes on the thread that makes it.</summary>
    public static double Of(Action call)
    {
        for (var i = 0; i < WarmUps; i++) call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }
}
