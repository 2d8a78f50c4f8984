namespace Identity.Ingest.Webhooks;

/// <summary>
/// How many webhooks are worked on at once until they are durable. The others of a burst wait outside, where waiting
/// costs nothing. Inside they would all stand in the thread pool's one queue, and the requests of users behind them.
/// </summary>
internal sealed class IntakeGate(TimeProvider clock) : IDisposable
{
    /// <summary>
    /// Enough to keep the processors and the next commit busy, and few enough that whoever comes behind all of them
    /// doesn't notice.
    /// </summary>
    internal static readonly int Places = 2 * Environment.ProcessorCount;

    /// <summary>How long one waits for a place. Svix waits 15 s, and the commit needs its part of them.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(Places);

    /// <summary>Takes a place; false when none became free in time.</summary>
    public ValueTask<bool> TryEnterAsync(CancellationToken cancellationToken) =>
        _places.Wait(0, CancellationToken.None) ? new(true) : WaitAsync(cancellationToken);

    /// <summary>Gives the place to the next one.</summary>
    public void Leave() => _places.Release();

    public void Dispose() => _places.Dispose();

    private async ValueTask<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
