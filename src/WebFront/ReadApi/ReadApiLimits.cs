using System.Threading.RateLimiting;

namespace Identity.WebFront.ReadApi;

/// <summary>Bounds how much of the API is answered at once. A page of full users has some 16 MB.</summary>
internal sealed class ReadApiLimits : IDisposable
{
    /// <summary>How many requests are answered at once.</summary>
    internal const int MaxInFlight = 32;

    /// <summary>How many more wait; beyond them the answer is 429.</summary>
    internal const int MaxWaiting = 1024;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = MaxInFlight,
        QueueLimit = MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) =>
        _limiter.AcquireAsync(1, cancellationToken);

    public void Dispose() => _limiter.Dispose();
}
