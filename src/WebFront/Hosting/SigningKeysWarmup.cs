using Identity.Authentication;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Hosting;

/// <summary>Has the signing keys fetched before the first token comes, without making the start wait for Clerk.</summary>
internal sealed class SigningKeysWarmup(IOptionsMonitor<ClerkOptions> options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var keys = options.Get(ClerkDefaults.AuthenticationScheme).SigningKeys;
            if (keys is not null) await keys.FindAsync("warm-up", stoppingToken);
        }
        catch (SigningKeysUnavailableException)
        {
            // Clerk may be away while we start. Tokens get 503 until it is back, which the source looks after.
        }
    }
}
