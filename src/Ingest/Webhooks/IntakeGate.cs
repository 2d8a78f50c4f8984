namespace Identity.Ingest.Webhooks;

/// <summary>
/// How many webhooks are worked on at once until they are durable, while users are being served. The others of a burst
/// wait outside, where waiting costs nothing. Inside they would all stand in the thread pool's one queue, and the
/// requests of users behind them. While there are no users, all go in: the more of them share a commit, the sooner they
/// are done.
/// </summary>
internal sealed class IntakeGate(UserTraffic users, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// Half of the processors, which leaves the others to users (docs/adr/0027-webhooks-wait-outside.md has the measure).
    /// </summary>
    internal static readonly int Places = (Environment.ProcessorCount + 1) / 2;

    /// <summary>How long one waits for a place. Svix waits 15 s, and the commit needs its part of them.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(Places);

    /// <summary>Goes in: freely, or to a place; refused when none became free in time.</summary>
    public ValueTask<IntakePass> EnterAsync(CancellationToken cancellationToken)
    {
        if (!users.IsRecent) return new(IntakePass.Free);
        return _places.Wait(0, CancellationToken.None) ? new(IntakePass.Place) : WaitAsync(cancellationToken);
    }

    /// <summary>Gives the place, if it was one, to the next.</summary>
    public void Leave(IntakePass pass)
    {
        if (pass == IntakePass.Place) _places.Release();
    }

    public void Dispose() => _places.Dispose();

    private async ValueTask<IntakePass> WaitAsync(CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _places.WaitAsync(either.Token);
            return IntakePass.Place;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return IntakePass.Refused;
        }
    }
}
