using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The text key of the grain.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        Grain instance => instance.Activation.Key,
        GrainReference reference => reference.Key,
        _ => throw NotAGrain(grain),
    };

    /// <summary>The grain's address: its type and its key.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        Grain instance => instance.Activation.GrainId,
        GrainReference reference => reference.GrainId,
        _ => throw NotAGrain(grain),
    };

    /// <summary>A reference to this grain, for handing out. A grain must never hand out <c>this</c>.</summary>
    /// <exception cref="ArgumentException">
    /// It is neither a grain nor a reference, or its class does not implement the interface.
    /// </exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => grain switch
    {
        Grain instance => instance.Activation.Directory.CreateReference<TGrainInterface>(instance.Activation.Key),
        GrainReference reference => reference.Directory.CreateReference<TGrainInterface>(reference.Key),
        _ => throw NotAGrain(grain),
    };

    private static ArgumentException NotAGrain(IAddressable? grain)
        => new($"{grain?.GetType().FullName ?? "null"} is neither a grain nor a reference to one.", nameof(grain));
}
