using Identity.Storage.Commits;

namespace Identity.Storage.Changes;

/// <summary>Deletes some of the oldest changes; the result says how many.</summary>
internal sealed class PurgeChanges(long recordedBefore, int limit) : StorageCommand<int>
{
    internal long RecordedBefore { get; } = recordedBefore;

    internal int Limit { get; } = limit;

    internal override bool HasWritten => Result > 0;
}
