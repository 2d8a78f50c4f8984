using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A storage provider. It is registered as a keyed service under the name that
/// <see cref="PersistentStateAttribute"/> gives, or without a key as the default.
/// </summary>
public interface IGrainStorage
{
    /// <summary>Reads the state into <paramref name="grainState"/>; leaves it as it is when there is none.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Writes the state if storage still holds the version of its ETag, and sets the new ETag.</summary>
    /// <exception cref="InconsistentStateException">Storage holds another version.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Removes the state if storage still holds the version of its ETag.</summary>
    /// <exception cref="InconsistentStateException">Storage holds another version.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
