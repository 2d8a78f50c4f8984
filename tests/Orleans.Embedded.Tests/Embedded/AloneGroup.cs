namespace Identity.Orleans.Embedded.Tests.Embedded;

/// <summary>Tests that measure the memory of the process, which others must not share meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneGroup
{
    public const string Name = "alone";
}
