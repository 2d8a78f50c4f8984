using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Orleans;

namespace Identity.Grains.Tests.Callers;

internal sealed class GuardedGrain : Grain, IGuardedGrain
{
    private static readonly SessionId Session = SessionId.Parse("sess_other");

    public Task<string?> WhoAsync() => Task.FromResult(CallerContext.Current?.UserId.Value);

    public Task<string?> MarkedInTheInterfaceAsync() => WhoAsync();

    [RequireIdentity]
    Task<string?> IGuardedGrain.MarkedInTheClassAsync() => WhoAsync();

    public Task<string?> WhoBehindAsync(string key) => GrainFactory.GetGrain<IPrivateGrain>(key).WhoAsync();

    public async Task<(string? There, string? Here)> WhoBehindAsAsync(string key, string userId)
    {
        string? there;
        using (CallerContext.Use(new CallerIdentity(UserId.Parse(userId), Session)))
            there = await GrainFactory.GetGrain<IPrivateGrain>(key).WhoAsync();
        return (there, await WhoAsync());
    }
}
