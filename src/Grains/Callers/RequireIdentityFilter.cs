using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace Identity.Grains.Callers;

/// <summary>Keeps calls on nobody's behalf from grains that are marked <see cref="RequireIdentityAttribute"/>.</summary>
public class RequireIdentityFilter : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<(MethodInfo Interface, Type Class), bool> _required = new();

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var isRequired = _required.GetOrAdd(
            (context.InterfaceMethod, context.Grain.GetType()),
            static (key, call) => IsMarked(key.Class) || IsMarked(key.Interface)
                || IsMarked(key.Interface.DeclaringType!) || IsMarked(call.ImplementationMethod),
            context);
        return isRequired && CallerContext.Current is null
            ? Task.FromException(new IdentityRequiredException())
            : context.Invoke();
    }

    /// <summary>Whether any call of this class may have to be kept away.</summary>
    public static bool Concerns(Type grainClass)
    {
        IEnumerable<Type> types = [.. ClassesOf(grainClass), .. grainClass.GetInterfaces()];
        return types.Any(type => IsMarked(type) || MethodsOf(type).Any(IsMarked));
    }

    private static IEnumerable<Type> ClassesOf(Type? type)
    {
        for (; type is not null; type = type.BaseType) yield return type;
    }

    private static bool IsMarked(MemberInfo member) => member.IsDefined(typeof(RequireIdentityAttribute), inherit: true);

    // Explicit implementations are private.
    private static MethodInfo[] MethodsOf(Type type) => type.GetMethods(
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
}
