namespace Orleans.Embedded.Activations;

/// <summary>A state that is read before its grain is activated.</summary>
internal interface IPersistentStateFacet
{
    Task ReadStateAsync();
}
