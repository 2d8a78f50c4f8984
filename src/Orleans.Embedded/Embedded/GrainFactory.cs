using Orleans.Embedded.Registration;

namespace Orleans.Embedded;

/// <inheritdoc/>
internal sealed class GrainFactory(GrainEngine engine) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var directory = grainClassNamePrefix is null
            ? engine.DirectoryOf<TGrainInterface>()
            : engine.DirectoryOf(typeof(TGrainInterface), grainClassNamePrefix);
        return GrainInterface<TGrainInterface>.CreateReference(directory, primaryKey);
    }
}
