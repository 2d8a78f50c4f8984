using Identity.Silo.Hosting;
using Orleans;

namespace Identity.Silo.Orleans;

/// <summary>
/// Connects a front to the silos. The front starts without them, and says that it isn't ready: whoever looks at it sees
/// why, and it is ready as soon as the first silo is there.
/// </summary>
internal sealed class ClusterConnection(
    IClusterClient client, ConnectionState state, GrainWarmup warmup, ILogger<ClusterConnection> logger)
    : BackgroundService
{
    private readonly IHostedService _client = (IHostedService)client;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first silo is reached.</summary>
    public Task Opened => _opened.Task;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (state.IsOpen) await _client.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _client.StartAsync(stoppingToken);
        state.Open();
        _opened.SetResult();
        await warmup.StartAsync(stoppingToken);
        logger.LogConnected();
    }
}
