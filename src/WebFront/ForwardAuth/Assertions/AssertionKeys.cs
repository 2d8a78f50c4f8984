namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>The keys as this front knows them, kept up to date.</summary>
internal sealed class AssertionKeys(IAssertionKeyStore store, TimeProvider clock, ILogger<AssertionKeys> logger)
    : BackgroundService
{
    private volatile AssertionKeyRing? _ring;

    /// <summary>The keys; null while none could be had, which is in the log.</summary>
    public AssertionKeyRing? Ring => _ring;

    // The first request must find them.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AssertionKeySchedule.RefreshInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await RefreshAsync(stoppingToken);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ring = await store.LoadAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is there goes on signing. Only a first start has nothing, and then forward auth answers 503.
            logger.LogAssertionKeysUnavailable(exception);
        }
    }
}
