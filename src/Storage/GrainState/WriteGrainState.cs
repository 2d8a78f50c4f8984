using Identity.Storage.Commits;

namespace Identity.Storage.GrainState;

/// <summary>Replaces a state of the expected version; an empty payload clears it.</summary>
internal sealed class WriteGrainState(GrainStateKey key, ReadOnlyMemory<byte> payload, int? expectedVersion)
    : StorageCommand<int?>
{
    internal GrainStateKey Key { get; } = key;

    internal ReadOnlyMemory<byte> Payload { get; } = payload;

    internal int? ExpectedVersion { get; } = expectedVersion;

    internal override int Size => Payload.Length;

    // The second of two writes may expect the version that the first one makes.
    internal override object OrderKey { get; } = key;
}
