using Identity.Clerk.Api;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Users;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Learning;
using Identity.Ingest.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Ingest.Writes;

/// <summary>
/// Has grains merge what Clerk answered to writes, so that whoever wrote reads it. Clerk has done it by then, so nothing
/// that goes wrong here is an error of the write: the webhook brings what is missing.
/// </summary>
internal sealed class WriteMerger(
    Learner learner,
    IGrainFactory grains,
    IGapRepair repair,
    TimeProvider clock,
    IServiceProvider services,
    ILogger<WriteMerger> logger)
{
    /// <summary>How long an answer waits for it; what takes longer is finished without anybody waiting.</summary>
    internal static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private readonly IUserDiscovery? _discovery = services.GetService<IUserDiscovery>();

    public async Task<WriteMerge> MergeAsync(BackendApiWrite write, BackendApiAnswer answer)
    {
        if (!answer.IsSuccess) return WriteMerge.None;
        var written = WrittenResources.Read(write, answer.Body, out var problem);
        if (problem is not null) logger.LogWriteUnreadable(problem);
        if (written is null) return problem is null ? WriteMerge.None : WriteMerge.Failed;
        try
        {
            return await LearnAsync(written).WaitAsync(Budget, clock);
        }
        catch (Exception exception)
        {
            logger.LogWriteNotMerged(written.Snapshot.Kind, exception);
            return WriteMerge.Failed;
        }
    }

    private async Task<WriteMerge> LearnAsync(WrittenResource written)
    {
        if (!written.IsWhole && !await IsKnownAsync(UserId.Parse(written.Entity.Value))) return WriteMerge.Left;
        var learned = await learner.LearnAsync(written.Entity, [written.Snapshot]);
        repair.Consider(written.Entity, learned, []);
        if (learned.Outcomes[0] is not { Result: EventResult.Refused, Reason: var reason }) return WriteMerge.Merged;
        logger.LogWriteUnreadable(reason);
        return WriteMerge.Failed;
    }

    // A user who was known by the profile alone would be taken for one without memberships, and nobody would ask for them.
    private async Task<bool> IsKnownAsync(UserId id) =>
        _discovery is null
        || await grains.GetGrain<IUserGrain>(id.Value).GetAsync() is not null
        || await _discovery.DiscoverAsync(id, CancellationToken.None) == UserDiscovery.Known;
}
