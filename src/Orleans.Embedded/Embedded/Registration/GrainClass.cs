using System.Reflection;
using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Registration;

/// <summary>What generated code says about a grain class.</summary>
internal sealed class GrainClass(
    Type type, Func<GrainConstruction, Grain> create, IReadOnlyList<Type> interfaces, IReadOnlyList<Type> dependencies)
{
    private const string Suffix = "grain";

    public Type Type { get; } = type;

    public Func<GrainConstruction, Grain> Create { get; } = create;

    public IReadOnlyList<Type> Interfaces { get; } = interfaces;

    public IReadOnlyList<Type> Dependencies { get; } = dependencies;

    /// <summary>
    /// The attribute's name, else the class's in lower case without its ending "grain". Stored state carries it.
    /// </summary>
    public string GrainTypeName
        => Type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? NameByConvention(Type.Name);

    private static string NameByConvention(string className)
    {
#pragma warning disable CA1308 // The name is Orleans' convention, not a normalization for comparing.
        var name = className.ToLowerInvariant();
#pragma warning restore CA1308
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            ? name[..^Suffix.Length]
            : name;
    }
}
