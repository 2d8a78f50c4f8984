using Identity.Grains.Callers;
using Orleans;

namespace Identity.Grains.Tests.Callers;

internal interface IGuardedGrain : IGrainWithStringKey
{
    Task<string?> WhoAsync();

    [RequireIdentity]
    Task<string?> MarkedInTheInterfaceAsync();

    Task<string?> MarkedInTheClassAsync();

    /// <summary>Whom a grain sees that this one calls.</summary>
    Task<string?> WhoBehindAsync(string key);

    /// <summary>The same on behalf of somebody else; then whom this one is called by.</summary>
    Task<(string? There, string? Here)> WhoBehindAsAsync(string key, string userId);
}
