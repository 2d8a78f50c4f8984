using System.Threading.RateLimiting;

namespace Identity.WebFront.ReadApi;

/// <summary>Bounds how much of the API is answered at once. A page of full users has some 16 MB.</summary>
internal sealed class ReadApiLimits : IDisposable
{
    /// <summary>How many requests are answered at once.</summary>
    internal const int MaxInFlight = 32;

    /// <summary>How many more wait; beyond them the answer is 429.</summary>
    internal const int MaxWaiting = 1024;

    /// <summary>How many writes wait for Clerk at once; they take no place of a read, which waits for nobody.</summary>
    internal const int MaxWritesInFlight = 64;

    /// <summary>How many more wait for a place; beyond them the answer is 429.</summary>
    internal const int MaxWritesWaiting = 256;

    /// <summary>The most bytes of a write's body.</summary>
    internal const int MaxWriteBytes = 1024 * 1024;

    private readonly ConcurrencyLimiter _reads = Limiter(MaxInFlight, MaxWaiting);
    private readonly ConcurrencyLimiter _writes = Limiter(MaxWritesInFlight, MaxWritesWaiting);

    public ValueTask<RateLimitLease> EnterAsync(string method, CancellationToken cancellationToken) =>
        (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? _reads : _writes).AcquireAsync(1, cancellationToken);

    public void Dispose()
    {
        _reads.Dispose();
        _writes.Dispose();
    }

    private static ConcurrencyLimiter Limiter(int inFlight, int waiting) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = inFlight,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
