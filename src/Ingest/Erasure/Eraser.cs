using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Resources;
using Identity.Grains.Users;
using Identity.Ingest.Telemetry;
using Identity.Ingest.Walks;
using Identity.Storage.Directory;
using Identity.Storage.Inbox;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Identity.Ingest.Erasure;

/// <summary>
/// Removes what is personal of a user whom Clerk deleted: from grain state, directory, inbox and quarantine. The bare
/// tombstone stays, so that no late event brings the user back.
/// </summary>
public sealed class Eraser
{
    private readonly IGrainFactory _grains;
    private readonly IInbox _inbox;
    private readonly IDirectory _directory;
    private readonly ILogger<Eraser> _logger;

    internal Eraser(IGrainFactory grains, IInbox inbox, IDirectory directory, ILogger<Eraser> logger) =>
        (_grains, _inbox, _directory, _logger) = (grains, inbox, directory, logger);

    /// <summary>Erases a user; null, and nothing happens, unless Clerk deleted the user. May be repeated.</summary>
    public async Task<ErasureReport?> EraseAsync(UserId id, CancellationToken cancellationToken)
    {
        // The grain first: from then on nothing that arrives is kept, so what is removed after it stays removed.
        if (await _grains.GetGrain<IUserGrain>(id.Value).EraseAsync() is not { } entries) return null;

        // The directory may not have heard of the deletion yet. That it is done is said there last, by the inbox: should the
        // process end before, it is done again.
        await _inbox.CompleteAsync([], entries, cancellationToken);
        var (resources, deliveries) = await EraseResourcesAsync(id, cancellationToken);
        var erasure = await _inbox.EraseAsync(id, cancellationToken);
        deliveries += erasure.OwnBodies + erasure.MentioningBodies;
        _logger.LogErased(id, deliveries, resources);
        return new ErasureReport(deliveries, resources);
    }

    private async Task<(int Resources, int Deliveries)> EraseResourcesAsync(
        UserId id, CancellationToken cancellationToken)
    {
        var (count, deliveries) = (0, 0);
        var resources = PagedRows.ReadAsync(
            (ResourceId? last, CancellationToken ct) => _directory.FindResourcesOfPersonAsync(id, PagedRows.Page, last, ct),
            row => row.Id,
            cancellationToken);
        await foreach (var resource in resources)
        {
            var entries = await _grains.GetGrain<IResourceGrain>(resource.Id.Value).EraseAsync(id);
            await _inbox.CompleteAsync([], entries, cancellationToken);

            // An invitation tells of whom it is for from its beginning, and names the user only at its end.
            if (resource.UserId == id) deliveries += await EraseBodiesAsync(resource.Id, cancellationToken);
            count++;
        }
        return (count, deliveries);
    }

    // They are settled once more, and lose their bodies with it. Should the process end between, the sweeper settles them,
    // and the resource's grain says by then that nothing of it is kept.
    private async Task<int> EraseBodiesAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var count = 0;
        var filter = new InboxFilter { Entity = EntityId.Of(id) };
        var listed = PagedRows.ReadAsync(
            (InboxPosition? last, CancellationToken ct) => _inbox.ListAsync(filter, last, PagedRows.Page, ct),
            entry => entry.Position,
            cancellationToken);
        await foreach (var entries in listed.Chunk(PagedRows.Page))
        {
            InboxEntry[] kept = [.. entries.Where(e => !e.BodyErased && e.State != InboxState.Pending)];
            if (kept.Length == 0) continue;
            await _inbox.ReopenAsync([.. kept.Select(e => e with { State = InboxState.Pending })], cancellationToken);
            await _inbox.CompleteAsync(
                [.. kept.Select(e => new InboxCompletion(e.InstanceId, e.Id, e.State, e.Reason, EraseBody: true))],
                DirectoryEntries.None,
                cancellationToken);
            count += kept.Length;
        }
        return count;
    }
}
