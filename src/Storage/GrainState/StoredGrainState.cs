namespace Identity.Storage.GrainState;

/// <summary>A grain's state as it is stored.</summary>
/// <param name="Payload">The serialized state; empty when it was cleared.</param>
/// <param name="Version">1 for the first write, then one more with every write; what the next write must expect.</param>
public readonly record struct StoredGrainState(ReadOnlyMemory<byte> Payload, int Version);
