using System.Reflection;
using Orleans;

namespace Identity.Ingest.Tests;

/// <summary>A factory of one grain, whoever is asked for. The engines' factories have different members beside this one.</summary>
public class StubGrainFactory : DispatchProxy
{
    private StubGrain? _grain;

    internal static IGrainFactory Of(StubGrain grain)
    {
        var factory = Create<IGrainFactory, StubGrainFactory>();
        ((StubGrainFactory)factory)._grain = grain;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod is not { IsGenericMethod: true } || args is not [string key, ..])
            throw new NotSupportedException();
        _grain!.Asked.Enqueue(key);
        return _grain;
    }
}
