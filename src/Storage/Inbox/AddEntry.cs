using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Stores a delivery unless it is there.</summary>
internal sealed class AddEntry(InboxEntry entry, long dueAt) : StorageCommand<InboxReceipt>
{
    internal InboxEntry Entry { get; } = entry;

    internal long DueAt { get; } = dueAt;

    internal override int Size => Entry.Body.Length;

    // Clerk forgets a delivery that was answered with 200, so it must outlast a power cut.
    internal override bool MustBeOnDisk => true;

    internal override bool HasWritten => Result.Added;
}
