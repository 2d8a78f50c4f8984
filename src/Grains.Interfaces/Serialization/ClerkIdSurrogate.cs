using Orleans;

namespace Identity.Grains.Serialization;

/// <summary>An id on its way between processes.</summary>
/// <param name="Value">The id as Clerk writes it; null for one that was never given a value.</param>
[GenerateSerializer, Immutable, Alias("identity.Id")]
internal readonly record struct ClerkIdSurrogate([property: Id(0)] string? Value);
