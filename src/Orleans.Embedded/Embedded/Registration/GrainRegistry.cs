using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Registration;

/// <summary>
/// The grain interfaces and classes of the process. Generated code fills it when an assembly is loaded.
/// </summary>
public static class GrainRegistry
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, int> Indexes = [];
    private static readonly List<GrainClass> Classes = [];

    /// <summary>Adds an interface.</summary>
    /// <param name="create">Makes a reference from a directory and a key.</param>
    public static void AddInterface<T>(Func<ActivationDirectory, string, T> create)
        where T : IGrainWithStringKey
        => GrainInterface<T>.Register(create);

    /// <summary>Adds a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="create">Makes an instance.</param>
    /// <param name="interfaces">The grain interfaces that it implements.</param>
    /// <param name="dependencies">The services that its constructor takes.</param>
    public static void AddClass(
        Type type, Func<GrainConstruction, Grain> create, Type[] interfaces, Type[] dependencies)
    {
        lock (Gate)
        {
            Classes.Add(new GrainClass(type, create, interfaces, dependencies));
        }
    }

    internal static int IndexOf(Type grainInterface)
    {
        lock (Gate)
        {
            if (!Indexes.TryGetValue(grainInterface, out var index))
            {
                index = Indexes.Count;
                Indexes.Add(grainInterface, index);
            }

            return index;
        }
    }

    /// <summary>The one class that implements an interface.</summary>
    /// <exception cref="ArgumentException">None does, or several do.</exception>
    internal static GrainClass ClassOf(Type grainInterface, string? namePrefix)
    {
        lock (Gate)
        {
            var found = Classes
                .Where(candidate => candidate.Interfaces.Contains(grainInterface)
                    && (namePrefix is null
                        || candidate.Type.FullName!.StartsWith(namePrefix, StringComparison.Ordinal)))
                .ToList();
            return found.Count switch
            {
                1 => found[0],
                0 => throw new ArgumentException($"Could not find an implementation for interface {grainInterface}."),
                _ => throw new ArgumentException(
                    $"{grainInterface} has several implementations: {string.Join(", ", found.Select(c => c.Type))}."),
            };
        }
    }
}
