using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>
/// Ties the engine to its host. Grains are deactivated after every other hosted service has stopped, because those may
/// call grains until then.
/// </summary>
internal sealed class EmbeddedGrainService(IdleCollector collector) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        collector.Start();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => collector.StopAsync(cancellationToken);
}
