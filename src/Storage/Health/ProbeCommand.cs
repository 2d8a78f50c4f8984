using Identity.Storage.Commits;

namespace Identity.Storage.Health;

/// <summary>Writes the time into the heartbeat row.</summary>
internal sealed class ProbeCommand(long now) : StorageCommand<bool>
{
    internal long Now { get; } = now;

    internal override bool MustBeOnDisk => true;
}
