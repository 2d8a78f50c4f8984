using Identity.Grains.Callers;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Orleans;
using System.Collections.Immutable;

namespace Identity.Authentication.Tests.Hosting;

internal sealed class StubGrains(UserScript users) : IGrainFactory, IUserGrain
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(IGrainWithStringKey)this;

    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query) => users.ResolveAsync(query);

    public ValueTask<UserSnapshot?> GetAsync() => throw new NotSupportedException();

    public Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries) => throw new NotSupportedException();
}
