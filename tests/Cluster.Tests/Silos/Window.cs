using System.Globalization;

namespace Identity.Cluster.Tests.Silos;

/// <summary>What users noticed of a fault.</summary>
/// <param name="Probes">The requests that were sent from the fault on.</param>
/// <param name="From">When the fault came, since the load began.</param>
internal sealed record Window(IReadOnlyList<Probe> Probes, TimeSpan From)
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(250);

    public int Failed => Probes.Count(probe => probe.Failed);

    /// <summary>From the fault to the end of the last request that failed; nothing when none did.</summary>
    public TimeSpan Length => Probes.Where(probe => probe.Failed)
        .Select(probe => probe.At + probe.Took - From).DefaultIfEmpty(TimeSpan.Zero).Max();

    public static Window Of(IReadOnlyList<Probe> probes, TimeSpan from) =>
        new([.. probes.Where(probe => probe.At + probe.Took >= from)], from);

    public override string ToString()
    {
        var slow = Probes.Where(probe => !probe.Failed).Select(probe => probe.Took).DefaultIfEmpty().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Failed} of {Probes.Count} requests failed, the last {Length.TotalSeconds:0.0} s after the fault; "
            + $"of the others {slow.Count(took => took > Budget)} took longer than 250 ms, the longest "
            + $"{slow.Max().TotalMilliseconds:0} ms");
    }
}
