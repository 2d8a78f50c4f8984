using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Activations;

/// <summary>A state of a grain: what the grain sees and what the provider sees are one object.</summary>
internal sealed class PersistentState<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
    Activation activation, IGrainStorage storage, string name)
    : IPersistentState<T>, IGrainState<T>, IPersistentStateFacet
{
    public T State { get; set; } = Activator.CreateInstance<T>();

    public string? ETag { get; set; }

    public string? Etag => ETag;

    public bool RecordExists { get; set; }

    public async Task ReadStateAsync()
    {
        try
        {
            await storage.ReadStateAsync(name, activation.GrainId, this);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw Failed("read", exception);
        }
    }

    public async Task WriteStateAsync()
    {
        try
        {
            await storage.WriteStateAsync(name, activation.GrainId, this);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw Failed("written", exception);
        }
    }

    public async Task ClearStateAsync()
    {
        try
        {
            await storage.ClearStateAsync(name, activation.GrainId, this);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw Failed("cleared", exception);
        }
    }

    // Orleans wraps what a provider throws, so grain code must not learn to catch a provider's own exceptions.
    private OrleansException Failed(string what, Exception exception)
        => new(
            $"State '{name}' of {activation.Directory.GrainType} could not be {what}: {exception.Message}", exception);
}
