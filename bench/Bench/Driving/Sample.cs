using Identity.Bench.Machine;
using Identity.Bench.Measuring;
using Identity.Bench.Servers;

namespace Identity.Bench.Driving;

/// <summary>A load on a server, with what the server used for it.</summary>
internal static class Sample
{
    /// <summary>What <see cref="TakeAsync"/> gives, in its order, of requests.</summary>
    public static readonly Metric[] OfRequests =
        [Metric.Rate, Metric.Median, Metric.Tail, Metric.FarTail, Metric.Processor, Metric.Allocated];

    /// <summary>The same, of webhooks.</summary>
    public static readonly Metric[] OfEvents =
        [Metric.Events, Metric.Median, Metric.Tail, Metric.FarTail, Metric.Processor, Metric.Allocated];

    public static async Task<double?[]> TakeAsync(IServer server, LoadPlan plan, int count, int connections)
    {
        var (allocated, processor) = (await server.AllocatedAsync(), ProcessUse.Processor(server.Processes));
        var load = await Driver.RunAsync(server.Url, plan, count, connections);
        var used = ProcessUse.Processor(server.Processes) - processor;
        return
        [
            load.Rate, load.P50, load.P99, load.P999, used > 0 ? used / load.Requests : null,
            (await server.AllocatedAsync() - allocated) / load.Requests,
        ];
    }
}
