using Identity.Storage.Commits;

namespace Identity.Storage.Inbox;

/// <summary>Makes some of the pending entries due that aren't; the result says how many it found.</summary>
internal sealed class ReleaseEntries(long now) : StorageCommand<int>
{
    /// <summary>The most entries of one commit, so that a long backlog doesn't hold up other writes.</summary>
    internal const int Limit = 5000;

    internal long Now { get; } = now;

    internal override object OrderKey => typeof(ReleaseEntries);

    internal override bool HasWritten => Result > 0;
}
