using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Ingest.Dispatch;
using Identity.Storage.Inbox;
using Orleans;

namespace Identity.Ingest.Learning;

/// <summary>Has an entity's grain merge what Clerk's Backend API says of it, and writes the directory.</summary>
internal sealed class Learner(IGrainFactory grains, IInbox inbox)
{
    /// <summary>Returns when the effect is durable, in the grain's state and in the directory.</summary>
    public async Task<ApplyResult> LearnAsync(EntityId id, ImmutableArray<FetchedSnapshot> snapshots)
    {
        var learned = await grains.GetEntity(id).LearnAsync(snapshots);
        var isChanged = learned.Outcomes.Any(outcome => outcome.Result == EventResult.Applied);
        if (isChanged) await inbox.LearnedAsync(id, learned.Entries, CancellationToken.None);
        else await inbox.CompleteAsync([], learned.Entries, CancellationToken.None);
        return learned;
    }
}
