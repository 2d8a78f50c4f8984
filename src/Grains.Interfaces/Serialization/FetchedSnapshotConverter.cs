using Identity.Grains.Events;
using Orleans;

namespace Identity.Grains.Serialization;

[RegisterConverter]
internal sealed class FetchedSnapshotConverter : IConverter<FetchedSnapshot, FetchedSnapshotSurrogate>
{
    public FetchedSnapshot ConvertFromSurrogate(in FetchedSnapshotSurrogate surrogate) =>
        new(surrogate.Kind, surrogate.Json, surrogate.IsGone, surrogate.Settles);

    public FetchedSnapshotSurrogate ConvertToSurrogate(in FetchedSnapshot value) =>
        new(value.Kind, Utf8Bytes.Of(value.Json), value.IsGone, value.Settles);
}
