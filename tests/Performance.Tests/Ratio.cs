using System.Diagnostics;

namespace Identity.Performance.Tests;

/// <summary>
/// How long one operation takes over another, in turns, so that what the machine does weighs on both.
/// </summary>
internal static class Ratio
{
    private const int Rounds = 15;

    /// <summary>The median of the ratios.</summary>
    public static double Of(Action operation, Action other, int calls)
    {
        Time(operation, calls);
        Time(other, calls);
        var ratios = Enumerable.Range(0, Rounds).Select(_ => Time(operation, calls) / Time(other, calls));
        return ratios.Order().ElementAt(Rounds / 2);
    }

    private static double Time(Action call, int calls)
    {
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < calls; i++) call();
        return watch.Elapsed.TotalMicroseconds;
    }
}
