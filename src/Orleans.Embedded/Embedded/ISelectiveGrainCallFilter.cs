namespace Orleans.Embedded;

/// <summary>
/// A filter that only some grain classes need. Calls of the others cost what they cost without it.
/// </summary>
public interface ISelectiveGrainCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Whether calls of this class go through the filter. Asked once for each class.</summary>
    bool AppliesTo(Type grainClass);
}
