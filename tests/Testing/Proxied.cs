using System.Reflection;

namespace Identity.Testing;

/// <summary>Plays a large interface of which a test needs little.</summary>
public class Proxied : DispatchProxy
{
    private readonly Dictionary<string, Func<object?[], object?>> _members = [];

    /// <summary>Makes one, with its members by their names; the others throw.</summary>
    public static T Of<T>(params (string Name, Func<object?[], object?> Does)[] members)
        where T : class
    {
        var made = Create<T, Proxied>();
        foreach (var (name, does) in members) ((Proxied)(object)made)._members.Add(name, does);
        return made;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _members.TryGetValue(targetMethod!.Name, out var does)
            ? does(args ?? [])
            : throw new NotSupportedException(targetMethod.Name);
}
