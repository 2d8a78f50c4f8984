using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Identity.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace Identity.Silo.Hosting;

/// <summary>
/// Goes the way of a request before the first one comes: code is compiled and connections are open by then. A first
/// request has the same budget as every other.
/// </summary>
internal sealed class GrainWarmup(IGrainFactory grains) : IHostedService
{
    /// <summary>Enough at once that the pool of connections isn't opened by requests.</summary>
    private const int Callers = 8;

    private static readonly CallerQuery Query = new(SessionId.Parse("sess_warmup"), IssuedAt: 0, OrganizationId: null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(
                async () => await grains.GetGrain<IUserGrain>($"user_warmup{i}").ResolveAsync(Query), cancellationToken)));
        }
        catch (Exception exception) when (exception is OrleansException or StorageUnavailableException or TimeoutException)
        {
            // Readiness says that the database or the silos are away; a cold start is then the least of it.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
