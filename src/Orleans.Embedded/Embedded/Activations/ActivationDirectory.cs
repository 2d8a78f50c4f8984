using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Registration;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The activations of one grain class in one host. For generated code, which only hands it on.</summary>
public sealed class ActivationDirectory
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();

    internal ActivationDirectory(GrainEngine engine, GrainClass grainClass)
    {
        Engine = engine;
        Class = grainClass;
        GrainType = GrainType.Create(grainClass.GrainTypeName);
        NeedsServiceScope = grainClass.Dependencies.Any(engine.Lifetimes.MayBeScoped);
        Interleaving = grainClass.Type.IsDefined(typeof(ReentrantAttribute))
            ? GrainCallOptions.AlwaysInterleave
            : GrainCallOptions.None;
        CollectionAge = CollectionAgeOf(grainClass.Type, engine.Options.CollectionAge);
        Filters = FiltersOf(grainClass.Type, engine.Services);
    }

    internal GrainEngine Engine { get; }

    internal GrainClass Class { get; }

    internal GrainType GrainType { get; }

    /// <summary>A constructor takes something that is not a singleton, so each activation has its own scope.</summary>
    internal bool NeedsServiceScope { get; }

    /// <summary>What the class adds to the options of every method.</summary>
    internal GrainCallOptions Interleaving { get; }

    /// <summary>The host's filters before the methods of the class; null if a call goes through none at all.</summary>
    internal IIncomingGrainCallFilter[]? Filters { get; }

    /// <summary>How long an activation may be idle; null if it is never collected.</summary>
    internal TimeSpan? CollectionAge { get; }

    /// <summary>The activations at this moment, more or less.</summary>
    internal IEnumerable<Activation> Activations => _activations.Select(entry => entry.Value);

    internal bool TryGet(string key, [NotNullWhen(true)] out Activation? activation)
        => _activations.TryGetValue(key, out activation);

    /// <summary>The activation of a key. Who creates it holds its turn, and must activate it and leave.</summary>
    /// <exception cref="SiloUnavailableException">The host stops, and the grain isn't active.</exception>
    internal Activation GetOrCreate(string key, out bool created)
    {
        while (true)
        {
            if (_activations.TryGetValue(key, out var activation))
            {
                created = false;
                return activation;
            }

            if (Engine.IsStopping)
            {
                throw new SiloUnavailableException($"The host stops; {GrainType} isn't activated any more.");
            }

            activation = new Activation(this, key);
            if (_activations.TryAdd(key, activation))
            {
                Engine.Statistics.Activated();
                created = true;
                return activation;
            }
        }
    }

    internal void Remove(Activation activation)
    {
        if (_activations.TryRemove(KeyValuePair.Create(activation.Key, activation)))
        {
            Engine.Statistics.Deactivated();
        }
    }

    /// <summary>Gives a request that waited for an activation which has ended to the next one.</summary>
    internal void Forward(Request request)
    {
        if (request.IsAnswered)
        {
            return;
        }

        try
        {
            var activation = GetOrCreate(request.Key, out var created);
            activation.TryReserve(bounded: false);
            activation.Enqueue(request);
            if (created)
            {
                activation.ActivateOnPool();
            }
        }
        catch (SiloUnavailableException exception)
        {
            request.Fail(exception);
        }
    }

    internal T CreateReference<T>(string key)
    {
        if (!Class.Interfaces.Contains(typeof(T)))
        {
            throw new ArgumentException($"{Class.Type} does not implement {typeof(T)}.");
        }

        return GrainInterface<T>.CreateReference(this, key);
    }

    /// <summary>The method of the class that implements one of an interface.</summary>
    internal MethodInfo ImplementationOf(MethodInfo interfaceMethod)
        => _implementations.GetOrAdd(interfaceMethod, static (method, type) =>
        {
            var map = type.GetInterfaceMap(method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
        }, Class.Type);

    private static IIncomingGrainCallFilter[]? FiltersOf(Type grainClass, IServiceProvider services)
    {
        var filters = services.GetServices<IIncomingGrainCallFilter>()
            .Where(filter => filter is not ISelectiveGrainCallFilter selective || selective.AppliesTo(grainClass))
            .ToArray();
        return filters.Length == 0 && !grainClass.IsAssignableTo(typeof(IIncomingGrainCallFilter)) ? null : filters;
    }

    private static TimeSpan? CollectionAgeOf(Type grainClass, TimeSpan standard)
    {
        var limit = grainClass.GetCustomAttribute<CollectionAgeLimitAttribute>();
        if (grainClass.IsDefined(typeof(KeepAliveAttribute)) || limit is { AlwaysActive: true })
        {
            return null;
        }

        return limit?.AgeLimit ?? standard;
    }
}
