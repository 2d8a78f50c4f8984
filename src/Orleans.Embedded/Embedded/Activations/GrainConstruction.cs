using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Activations;

/// <summary>Gives a grain's constructor its arguments. For generated code.</summary>
public sealed class GrainConstruction
{
    private readonly Activation _activation;
    private List<IPersistentStateFacet>? _states;

    internal GrainConstruction(Activation activation)
    {
        _activation = activation;
        Services = activation.Directory.NeedsServiceScope
            ? activation.ActivationServices
            : activation.Directory.Engine.Services;
    }

    /// <summary>Where dependencies come from.</summary>
    public IServiceProvider Services { get; }

    /// <summary>The activation that is being made.</summary>
    public IGrainContext GrainContext => _activation;

    internal IReadOnlyList<IPersistentStateFacet> States => _states ?? [];

    /// <summary>A service that must be there.</summary>
    public T Service<T>()
        where T : notnull
        => Services.GetRequiredService<T>();

    /// <summary>A service, or the parameter's default.</summary>
    public T ServiceOr<T>(T defaultValue) => Services.GetService(typeof(T)) is T service ? service : defaultValue;

    /// <summary>A keyed service that must be there.</summary>
    public T KeyedService<T>(object? key)
        where T : notnull
        => Services.GetRequiredKeyedService<T>(key);

    /// <summary>A persistent state. It is read before the grain is activated.</summary>
    /// <exception cref="BadProviderConfigException">The storage provider isn't registered.</exception>
    public IPersistentState<T> State<[DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(string stateName, string? storageName)
    {
        var services = _activation.Directory.Engine.Services;
        var storage = storageName is null
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(storageName);
        if (storage is null)
        {
            var wanted = storageName is null ? "default storage provider" : $"storage provider '{storageName}'";
            throw new BadProviderConfigException($"{_activation.Directory.GrainType} needs the {wanted}; no "
                + "IGrainStorage is registered for it.");
        }

        var state = new PersistentState<T>(_activation, storage, stateName);
        (_states ??= []).Add(state);
        return state;
    }
}
