using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Deletes some of the settled entries that are old.</summary>
internal sealed class PurgeEntries(long receivedBefore, int limit) : StorageCommand<int>
{
    internal long ReceivedBefore { get; } = receivedBefore;

    internal int Limit { get; } = limit;

    internal override bool HasWritten => Result > 0;
}
