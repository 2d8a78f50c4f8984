using Identity.Bench.Driving;
using Identity.Bench.Machine;
using Identity.Bench.Measuring;
using Identity.Bench.Runs;
using Identity.Bench.Servers;

namespace Identity.Bench.Growth;

/// <summary>
/// Puts the same requests and the same events on a server at each size, and notes what one of them costs it.
/// </summary>
internal static class GrowthMeter
{
    public const string Request = "a request";
    public const string Event = "an event, while users are served";
    public const string Unit = "µs of CPU each";

    private const int Connections = 16;
    private const int WarmUp = 2_000;

    /// <summary>Measures at one size.</summary>
    /// <param name="run">The run.</param>
    /// <param name="front">The server.</param>
    /// <param name="curve">Where the costs go.</param>
    /// <param name="size">The size.</param>
    /// <param name="tokens">As whom requests come.</param>
    /// <param name="webhooks">Makes the n-th event, each of them once.</param>
    public static async Task MeasureAsync(
        Run run, FrontServer front, Curve curve, double size, string[] tokens, Func<int, HttpRequestMessage> webhooks)
    {
        using var requests = LoadPlan.Get("/identity/whoami", tokens);
        await Driver.RunAsync(front.Url, requests, Math.Max(tokens.Length, WarmUp), Connections);
        await front.AcknowledgeAsync(Enumerable.Range(0, run.Sizes.Events / 5).Select(webhooks));
        for (var round = 1; round <= run.Sizes.FewRounds; round++)
        {
            curve.Add(Request, size, await CostAsync(front, requests, run.Sizes.Requests / 5));
            using var events = await LoadPlan.OfAsync(
                Enumerable.Range(round * run.Sizes.Events, run.Sizes.Events / 5).Select(webhooks));
            curve.Add(Event, size, await CostAsync(front, events, events.Count));
        }
    }

    private static async Task<double> CostAsync(FrontServer front, LoadPlan plan, int count)
    {
        var before = ProcessUse.Processor(front.Processes);
        var load = await Driver.RunAsync(front.Url, plan, count, Connections);
        return (ProcessUse.Processor(front.Processes) - before) / load.Requests;
    }
}
