using Identity.Grains.State;
using Orleans.Storage;

namespace Identity.Silo.Orleans;

/// <summary>Stores state as the readable JSON that the embedded engine stores too.</summary>
internal sealed class GrainStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(GrainStateJson.Serialize(input));

    public T Deserialize<T>(BinaryData input) => GrainStateJson.Deserialize<T>(input.ToMemory().Span);
}
