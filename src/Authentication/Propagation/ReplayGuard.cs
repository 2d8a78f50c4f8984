namespace Identity.Authentication.Propagation;

/// <summary>Remembers which assertions were believed for as long as they could be believed again.</summary>
/// <remarks>
/// What is added lives for one to two spans. Only what is signed gets here, so nobody outside can fill it. Calls whose
/// fingerprints differ in their last bits don't wait for each other.
/// </remarks>
internal sealed class ReplayGuard(int capacity, TimeSpan span, TimeProvider clock)
{
    private const int Parts = 16;

    private readonly long _start = clock.GetTimestamp();
    private readonly ReplayMemory[] _parts = [.. Enumerable.Range(0, Parts).Select(static _ => new ReplayMemory())];
    private ReplayTurn _turn = new(0);

    public PropagationRejection Remember(UInt128 fingerprint) =>
        _parts[(int)(fingerprint % Parts)].Remember(fingerprint, Now(), capacity);

    private ReplayTurn Now()
    {
        var number = clock.GetElapsedTime(_start).Ticks / span.Ticks;
        while (true)
        {
            var turn = Volatile.Read(ref _turn);
            if (turn.Number >= number) return turn;
            Interlocked.CompareExchange(ref _turn, new ReplayTurn(number), turn);
        }
    }
}
