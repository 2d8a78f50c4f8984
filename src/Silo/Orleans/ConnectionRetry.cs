using Orleans;

namespace Identity.Silo.Orleans;

/// <summary>A front waits for its first silo for as long as it takes.</summary>
internal sealed class ConnectionRetry(ILogger<ConnectionRetry> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        logger.LogNoSilo(exception.Message);
        await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        return true;
    }
}
