namespace Orleans.Embedded;

/// <summary>Counts of the embedded engine, cheap to read, for gauges.</summary>
public interface IEmbeddedGrainStatistics
{
    /// <summary>Activations in memory now.</summary>
    long Activations { get; }

    /// <summary>Activations begun since the start, those that failed included.</summary>
    long ActivationsTotal { get; }

    /// <summary>Activations ended since the start, those that failed included.</summary>
    long DeactivationsTotal { get; }

    /// <summary>Requests that wait now because their activation is busy.</summary>
    int Queued { get; }
}
