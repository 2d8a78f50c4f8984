using System.Collections.Immutable;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Orleans;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>A user who answers as the test says.</summary>
internal sealed class ScriptedUserGrain(UserScript script) : Grain, IUserGrain
{
    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query) => script.ResolveAsync(query);

    // A front only ever resolves.
    public ValueTask<UserSnapshot?> GetAsync() => throw new NotSupportedException();

    public ValueTask<ImmutableArray<ListedSession>> ListSessionsAsync() => throw new NotSupportedException();

    public Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries) => throw new NotSupportedException();

    public Task<ApplyResult> LearnAsync(ImmutableArray<FetchedSnapshot> snapshots) => throw new NotSupportedException();

    public Task<DirectoryEntries?> EraseAsync() => throw new NotSupportedException();
}
