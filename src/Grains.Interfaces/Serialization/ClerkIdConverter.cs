using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Serialization;

/// <summary>Clerk's ids are of an assembly that knows nothing of grains.</summary>
internal abstract class ClerkIdConverter<TId> : IConverter<TId, ClerkIdSurrogate>
    where TId : struct, IClerkId<TId>
{
    /// <exception cref="FormatException">What came isn't such an id.</exception>
    public TId ConvertFromSurrogate(in ClerkIdSurrogate surrogate) =>
        surrogate.Value is { } value ? TId.Parse(value) : default;

    public ClerkIdSurrogate ConvertToSurrogate(in TId value) =>
        new(EqualityComparer<TId>.Default.Equals(value, default) ? null : value.Value);
}
