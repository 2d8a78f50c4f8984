using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Users;
using Orleans;

namespace Identity.Authentication.Callers;

/// <summary>Asks the user's grain.</summary>
internal sealed class GrainCallerResolver(IGrainFactory grains) : ICallerResolver
{
    public ValueTask<CallerResolution> ResolveAsync(UserId user, CallerQuery query) =>
        grains.GetGrain<IUserGrain>(user.Value).ResolveAsync(query);
}
