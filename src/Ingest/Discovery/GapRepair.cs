using System.Collections.Concurrent;
using System.Threading.Channels;
using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Grains.Organizations;
using Identity.Grains.Users;
using Identity.Ingest.BackendApi;
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
/// <remarks>
/// A gap waits once, however many events show it. One that can't be asked for now is tried again later, and holds up no
/// other. What waits here is lost with the process, and found again by the reconciler.
/// </remarks>
internal sealed class GapRepair : BackgroundService, IGapRepair
{
    /// <summary>The most gaps that wait; beyond it the oldest is left to the reconciler.</summary>
    internal const int Limit = 10_000;

    /// <summary>How often it is tried to ask for one; with the pauses between, for some three minutes.</summary>
    internal const int MaxAttempts = 9;

    // A user and the memberships; nothing costs more to begin with.
    private const int Questions = 2;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly EntityDiscovery _discovery;
    private readonly BackendApiBudget _budget;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger<GapRepair> _logger;
    private readonly ConcurrentDictionary<Gap, bool> _waiting = new();
    private readonly Channel<(Gap Gap, int Attempt)> _gaps;
    private int _later;

    public GapRepair(
        EntityDiscovery discovery,
        BackendApiBudget budget,
        IGrainFactory grains,
        TimeProvider clock,
        ILogger<GapRepair> logger)
    {
        (_discovery, _budget, _grains, _clock, _logger) = (discovery, budget, grains, clock, logger);
        _gaps = Channel.CreateBounded<(Gap Gap, int Attempt)>(
            new BoundedChannelOptions(Limit) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            dropped => _waiting.TryRemove(dropped.Gap, out _));
    }

    /// <inheritdoc/>
    public void Consider(EntityId entity, ApplyResult applied, IReadOnlyList<InboxEntry> entries)
    {
        var tied = applied.Outcomes.Any(o => o.Tied);
        if (tied || applied.HasGap) Add(new Gap(entity, tied, IfUnknown: false));
        if (entity.Kind != EntityKind.User) return;
        foreach (var organization in entries.Select(e => e.OrganizationId).OfType<OrganizationId>().Distinct())
        {
            _ = ConsiderAsync(organization);
        }
    }

    /// <summary>Asks for everything that waits at the moment.</summary>
    internal async Task RepairAsync(CancellationToken cancellationToken)
    {
        while (_gaps.Reader.TryRead(out var waiting)) await RepairAsync(waiting.Gap, waiting.Attempt, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (gap, attempt) in _gaps.Reader.ReadAllAsync(stoppingToken))
        {
            await RepairAsync(gap, attempt, stoppingToken);
        }
    }

    private void Add(Gap gap, int attempt = 1)
    {
        if (_waiting.TryAdd(gap, true)) _gaps.Writer.TryWrite((gap, attempt));
    }

    private async Task RepairAsync(Gap gap, int attempt, CancellationToken cancellationToken)
    {
        // What comes from now on may not be in Clerk's answer any more, so it may wait again.
        _waiting.TryRemove(gap, out _);
        if (await TryAsync(gap, cancellationToken)) return;
        if (attempt < MaxAttempts) _ = AddLaterAsync(gap, attempt, cancellationToken);
        else _logger.LogGapLeft(gap.Entity, attempt);
    }

    private async Task AddLaterAsync(Gap gap, int attempt, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
        try
        {
            if (Interlocked.Increment(ref _later) > Limit)
            {
                _logger.LogGapLeft(gap.Entity, attempt);
                return;
            }

            await Task.Delay(pause < LongestPause ? pause : LongestPause, _clock, cancellationToken);
            Add(gap, attempt + 1);
        }
        catch (OperationCanceledException)
        {
            // The process ends, and the gap's wait with it.
        }
        finally
        {
            Interlocked.Decrement(ref _later);
        }
    }

    // False when Clerk can't be asked now, or was asked enough.
    private async Task<bool> TryAsync(Gap gap, CancellationToken cancellationToken)
    {
        try
        {
            // An earlier answer may have closed it while this one waited.
            if (gap.IfUnknown && !await IsUnknownAsync(gap.Entity)) return true;
            await _budget.RoomAsync(Questions, cancellationToken);
            return await _discovery.DiscoverAsync(gap.Entity, gap.Settles, cancellationToken) != UserDiscovery.Unavailable;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It would fail again. The loop must outlive it.
            _logger.LogDiscoveryFailed(exception);
            return true;
        }
    }

    // A membership may be the first that is heard of its organization.
    private async Task ConsiderAsync(OrganizationId id)
    {
        try
        {
            if (await IsUnknownAsync(EntityId.Of(id))) Add(new Gap(EntityId.Of(id), Settles: false, IfUnknown: true));
        }
        catch (Exception exception)
        {
            // Nobody waits for this, so nobody else would hear of it.
            _logger.LogDiscoveryFailed(exception);
        }
    }

    private async Task<bool> IsUnknownAsync(EntityId organization) =>
        await _grains.GetGrain<IOrganizationGrain>(organization.Value).GetAsync() is { Snapshot: null, Deleted: false };

    private readonly record struct Gap(EntityId Entity, bool Settles, bool IfUnknown);
}
