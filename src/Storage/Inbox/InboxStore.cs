using System.Collections.Immutable;
using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Storage.Commits;
using Identity.Storage.Directory;

namespace Identity.Storage.Inbox;

/// <inheritdoc/>
internal sealed class InboxStore(CommitQueue queue, IInboxReader reader, TimeProvider time) : IInbox
{
    private const int MaxBody = 16 * 1024 * 1024;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public Task<InboxReceipt> AddAsync(InboxEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.State is not (InboxState.Pending or InboxState.Applied or InboxState.Quarantined))
            throw new ArgumentException($"An entry can't be added as {entry.State}.", nameof(entry));
        if (entry.Body.Length > MaxBody)
            throw new ArgumentException($"A body has at most {MaxBody} bytes.", nameof(entry));
        entry = entry with { Type = StoredText.Clean(entry.Type), Reason = StoredText.CleanOrNull(entry.Reason) };
        return queue.SubmitAsync(new AddEntry(entry, Now + InboxSchedule.FirstDelay), cancellationToken);
    }

    /// <inheritdoc/>
    public Task CompleteAsync(
        ImmutableArray<InboxCompletion> completions, DirectoryEntries entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (completions.IsDefault) completions = [];
        if (completions.Any(completion => completion.State is InboxState.Pending))
            throw new ArgumentException("A completion can't say pending.", nameof(completions));
        completions = [.. completions.Select(c => c with { Reason = StoredText.CleanOrNull(c.Reason) })];
        var command = new CompleteEntries(completions, DirectoryText.Clean(entries));
        return queue.SubmitAsync(command, cancellationToken);
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
    public Task<InboxCounts> CountAsync(CancellationToken cancellationToken) => reader.CountAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ClerkDelivery>> ForUserAsync(UserId id, CancellationToken cancellationToken) =>
        reader.ForUserAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<ClerkDelivery>> ForOrganizationAsync(
        OrganizationId id, CancellationToken cancellationToken) =>
        reader.ForOrganizationAsync(id, cancellationToken);
}
