using Identity.Clerk.Json;
using Orleans;

namespace Identity.Grains.Serialization;

[RegisterConverter]
internal sealed class RawJsonConverter : IConverter<RawJson, RawJsonSurrogate>
{
    public RawJson ConvertFromSurrogate(in RawJsonSurrogate surrogate) => new(surrogate.Bytes);

    public RawJsonSurrogate ConvertToSurrogate(in RawJson value) => new(Utf8Bytes.Of(value.Bytes));
}
