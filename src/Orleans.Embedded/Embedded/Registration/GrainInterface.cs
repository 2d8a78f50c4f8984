using Orleans.Embedded.Activations;

namespace Orleans.Embedded.Registration;

/// <summary>What generated code says about a grain interface, where a call finds it without a lookup.</summary>
internal static class GrainInterface<T>
{
    /// <summary>Its place in every host's table of interfaces.</summary>
    public static readonly int Index = GrainRegistry.IndexOf(typeof(T));

    private static Func<ActivationDirectory, string, T>? _create;

    public static void Register(Func<ActivationDirectory, string, T> create) => _create = create;

    public static T CreateReference(ActivationDirectory directory, string key)
    {
        var create = _create ?? throw new ArgumentException(
            $"{typeof(T)} has no generated reference. Its project must set UsesGrains.");
        return create(directory, key);
    }
}
