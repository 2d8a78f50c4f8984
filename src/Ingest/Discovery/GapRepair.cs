using System.Threading.Channels;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Ingest.Dispatch;
using Identity.Ingest.Telemetry;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Ingest.Discovery;

/// <summary>
/// Asks Clerk for what events left open: an entity whose creation was never delivered, an organization of which only a
/// membership tells, two snapshots that nothing of Clerk's puts in an order.
/// </summary>
/// <remarks>What waits here is lost with the process, and found again by the reconciler.</remarks>
internal sealed class GapRepair(EntityDiscovery discovery, IGrainFactory grains, ILogger<GapRepair> logger)
    : BackgroundService, IGapRepair
{
    /// <summary>The most gaps that wait; beyond it the oldest is left to the reconciler.</summary>
    internal const int Limit = 10_000;

    private readonly Channel<(EntityId Id, bool Settles)> _gaps = Channel.CreateBounded<(EntityId, bool)>(
        new BoundedChannelOptions(Limit) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    public void Consider(EntityId entity, ApplyResult applied, IReadOnlyList<InboxEntry> entries)
    {
        var tied = applied.Outcomes.Any(o => o.Tied);
        if (tied || applied.HasGap) _gaps.Writer.TryWrite((entity, tied));
        if (entity.Kind != EntityKind.User) return;
        foreach (var organization in entries.Select(e => e.OrganizationId).OfType<OrganizationId>().Distinct())
        {
            _ = ConsiderAsync(organization);
        }
    }

    /// <summary>Asks for everything that waits at the moment.</summary>
    internal async Task RepairAsync(CancellationToken cancellationToken)
    {
        while (_gaps.Reader.TryRead(out var gap)) await RepairAsync(gap.Id, gap.Settles, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, settles) in _gaps.Reader.ReadAllAsync(stoppingToken))
        {
            await RepairAsync(id, settles, stoppingToken);
        }
    }

    private async Task RepairAsync(EntityId id, bool settles, CancellationToken cancellationToken)
    {
        try
        {
            await discovery.DiscoverAsync(id, settles, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogDiscoveryFailed(exception);
        }
    }

    // A membership may be the first that is heard of its organization.
    private async Task ConsiderAsync(OrganizationId id)
    {
        try
        {
            var standing = await grains.GetGrain<IOrganizationGrain>(id.Value).GetAsync();
            if (standing is { Snapshot: null, Deleted: false }) _gaps.Writer.TryWrite((EntityId.Of(id), false));
        }
        catch (Exception exception) when (DeliveryFailure.IsSurroundings(exception))
        {
            logger.LogDiscoveryFailed(exception);
        }
    }
}
