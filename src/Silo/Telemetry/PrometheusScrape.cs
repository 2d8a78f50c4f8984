using System.Buffers;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Identity.Silo.Telemetry;

/// <summary>Collects the measures when Prometheus asks, one scrape at a time.</summary>
internal sealed class PrometheusScrape : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly TextExporter _exporter = new();

    public PrometheusScrape() => Reader = new BaseExportingMetricReader(_exporter)
    {
        TemporalityPreference = MetricReaderTemporalityPreference.Cumulative,
    };

    public MetricReader Reader { get; }

    /// <summary>The measures now, in Prometheus' text format.</summary>
    public async Task<ReadOnlyMemory<byte>> CollectAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _exporter.Output = new ArrayBufferWriter<byte>();
            Reader.Collect();
            return _exporter.Output.WrittenMemory;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private sealed class TextExporter : BaseExporter<Metric>
    {
        public ArrayBufferWriter<byte> Output { get; set; } = new();

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch) PrometheusText.Write(Output, metric);
            return ExportResult.Success;
        }
    }
}
