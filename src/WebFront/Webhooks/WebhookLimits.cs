using System.Threading.RateLimiting;

namespace Identity.WebFront.Webhooks;

/// <summary>Bounds how many webhooks are in memory at once. Svix has up to 500 on their way to one endpoint.</summary>
internal sealed class WebhookLimits : IDisposable
{
    /// <summary>With bodies of the greatest length this is 1 GiB; with usual ones, some 5 MB.</summary>
    internal const int MaxInFlight = 1024;

    private readonly ConcurrencyLimiter _limiter =
        new(new ConcurrencyLimiterOptions { PermitLimit = MaxInFlight, QueueLimit = 0 });

    public RateLimitLease TryEnter() => _limiter.AttemptAcquire();

    public void Dispose() => _limiter.Dispose();
}
