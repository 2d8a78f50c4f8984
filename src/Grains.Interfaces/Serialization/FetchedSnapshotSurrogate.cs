using Identity.Grains.Events;
using Orleans;

namespace Identity.Grains.Serialization;

/// <summary>A <see cref="FetchedSnapshot"/> on its way between processes.</summary>
[GenerateSerializer, Immutable, Alias("identity.FetchedSnapshotSurrogate")]
internal readonly record struct FetchedSnapshotSurrogate(
    [property: Id(0)] FetchedKind Kind,
    [property: Id(1)] byte[]? Json,
    [property: Id(2)] bool IsGone,
    [property: Id(3)] bool Settles);
