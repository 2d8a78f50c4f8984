using System.Collections.Concurrent;
using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Roles;
using Identity.Grains.Users;
using Orleans;

namespace Identity.Ingest.Tests;

/// <summary>Plays the grains of all users, organizations and roles: does what a test says with what it is brought.</summary>
internal sealed class StubGrain : IUserGrain, IOrganizationGrain, IRoleCatalogGrain
{
    private static readonly MessageId Fetched = MessageId.Parse("backend_api");

    public ConcurrentQueue<ImmutableArray<ClerkDelivery>> Calls { get; } = new();

    public Func<ImmutableArray<ClerkDelivery>, Task> OnApply { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it says of each delivery.</summary>
    public Func<ClerkDelivery, EventOutcome> OutcomeOf { get; set; } = d => new EventOutcome(d.Id, EventResult.Applied);

    /// <summary>What it tells the directory.</summary>
    public DirectoryEntries Entries { get; set; } = DirectoryEntries.None;

    public ConcurrentQueue<ImmutableArray<FetchedSnapshot>> Learned { get; } = new();

    public Action<ImmutableArray<FetchedSnapshot>> OnLearn { get; set; } = _ => { };

    /// <summary>What it says of each snapshot.</summary>
    public EventOutcome LearnedOutcome { get; set; } = new(Fetched, EventResult.Applied);

    public Func<DirectoryEntries?> OnErase { get; set; } = () => null;

    public async Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries)
    {
        Calls.Enqueue(deliveries);
        await OnApply(deliveries);
        return new ApplyResult([.. deliveries.Select(OutcomeOf)], Entries);
    }

    public Task<ApplyResult> LearnAsync(ImmutableArray<FetchedSnapshot> snapshots)
    {
        Learned.Enqueue(snapshots);
        OnLearn(snapshots);
        return Task.FromResult(new ApplyResult(
            [.. snapshots.Select(_ => LearnedOutcome)], DirectoryEntries.None));
    }

    public Task<DirectoryEntries?> EraseAsync() => Task.FromResult(OnErase());

    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<ListedSession>> ListSessionsAsync() => throw new NotSupportedException();

    /// <summary>The user's profile.</summary>
    public Func<UserSnapshot?> Profile { get; set; } = () => throw new NotSupportedException();

    public ValueTask<UserSnapshot?> GetAsync() => new(Profile());

    ValueTask<OrganizationStanding> IOrganizationGrain.GetAsync() => new(OrganizationStanding.Unknown);

    ValueTask<RoleCatalogSnapshot> IRoleCatalogGrain.GetAsync() => new(RoleCatalogSnapshot.Empty);

    ValueTask<RoleCatalogListing> IRoleCatalogGrain.ListAsync() => new(new RoleCatalogListing([], []));

    /// <summary>Whose grains were asked for, by their keys.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();
}
