using System.Collections.Concurrent;
using System.Collections.Immutable;
using Identity.Grains.Callers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Orleans;

namespace Identity.Ingest.Tests;

/// <summary>Plays every user's grain: does what a test says with what it is brought.</summary>
internal sealed class StubGrain : IUserGrain, IGrainFactory
{
    public ConcurrentQueue<ImmutableArray<ClerkDelivery>> Calls { get; } = new();

    public Func<ImmutableArray<ClerkDelivery>, Task> OnApply { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it says of each delivery.</summary>
    public Func<ClerkDelivery, EventOutcome> OutcomeOf { get; set; } = d => new EventOutcome(d.Id, EventResult.Applied);

    /// <summary>What it tells the directory.</summary>
    public DirectoryEntries Entries { get; set; } = DirectoryEntries.None;

    public async Task<ApplyResult> ApplyAsync(ImmutableArray<ClerkDelivery> deliveries)
    {
        Calls.Enqueue(deliveries);
        await OnApply(deliveries);
        return new ApplyResult([.. deliveries.Select(OutcomeOf)], Entries);
    }

    public ConcurrentQueue<ReadOnlyMemory<byte>> Learned { get; } = new();

    public Task<ApplyResult> LearnAsync(ReadOnlyMemory<byte> user)
    {
        Learned.Enqueue(user);
        return Task.FromResult(new ApplyResult([], DirectoryEntries.None));
    }

    public ValueTask<CallerResolution> ResolveAsync(CallerQuery query) => throw new NotSupportedException();

    public ValueTask<UserSnapshot?> GetAsync() => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)this;
}
