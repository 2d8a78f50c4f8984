using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Commits;
using Identity.Storage.Directory;

namespace Identity.Storage.Inbox;

/// <inheritdoc/>
internal sealed class InboxStore(
    CommitQueue queue, InboxReader reader, IPendingReader pending, TimeProvider time) : IInbox
{
    private readonly InboxEraser _eraser = new(queue, reader);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task<InboxReceipt> AddAsync(InboxEntry entry, CancellationToken cancellationToken) =>
        queue.SubmitAsync(
            new AddEntry(InboxEntryRules.Storable(entry), Now + InboxSchedule.FirstDelay), cancellationToken);

    /// <inheritdoc/>
    public Task CompleteAsync(
        ImmutableArray<InboxCompletion> completions, DirectoryEntries entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (completions.IsDefault) completions = [];
        if (completions.Any(completion => completion.State is InboxState.Pending))
            throw new ArgumentException("A completion can't say pending.", nameof(completions));
        completions = [.. completions.Select(c => c with { Reason = StoredText.CleanOrNull(c.Reason) })];
        var command = new CompleteEntries(completions, DirectoryText.Clean(entries), learned: null, Now);
        return queue.SubmitAsync(command, cancellationToken);
    }

    /// <inheritdoc/>
    public Task LearnedAsync(EntityId id, DirectoryEntries entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return queue.SubmitAsync(new CompleteEntries([], DirectoryText.Clean(entries), id, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<InboxEntry>> ClaimDueAsync(int limit, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        return queue.SubmitAsync(new ClaimDueEntries(limit, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ReleaseAllAsync(CancellationToken cancellationToken)
    {
        // One moment for all rounds: an entry released by the first is not found again by the next.
        var now = Now;
        int released;
        do released = await queue.SubmitAsync(new ReleaseEntries(now), cancellationToken);
        while (released == ReleaseEntries.Limit);
    }

    /// <inheritdoc/>
    public Task<int> ReopenAsync(ImmutableArray<InboxEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.IsDefaultOrEmpty) return Task.FromResult(0);
        if (entries.Length > PageBounds.MaxLimit)
            throw new ArgumentException($"At most {PageBounds.MaxLimit} entries at a time.", nameof(entries));
        entries = [.. entries.Select(InboxEntryRules.Storable)];
        return queue.SubmitAsync(new ReopenEntries(entries, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(long receivedBefore, int limit, CancellationToken cancellationToken)
    {
        PageBounds.ThrowIfOutside(limit);
        return queue.SubmitAsync(new PurgeEntries(receivedBefore, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<InboxErasure> EraseAsync(UserId id, CancellationToken cancellationToken) =>
        _eraser.EraseAsync(id, cancellationToken);

    /// <inheritdoc/>
    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => reader.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<InboxEntry>> ListAsync(
        InboxFilter filter, InboxPosition? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        PageBounds.ThrowIfOutside(limit);
        return reader.ListAsync(InboxEntryRules.Complete(filter), after, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<InboxEntry?> FindAsync(InstanceId? instance, MessageId id, CancellationToken cancellationToken) =>
        reader.FindAsync(instance, id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PendingPage> ForAsync(EntityId id, MessageId? after, CancellationToken cancellationToken) =>
        pending.ForAsync(id, after, cancellationToken);
}
