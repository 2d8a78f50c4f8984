using Orleans;

namespace Identity.Grains.Serialization;

/// <summary>JSON on its way between processes.</summary>
/// <param name="Bytes">UTF-8; null for no JSON at all.</param>
[GenerateSerializer, Immutable, Alias("identity.Json")]
internal readonly record struct RawJsonSurrogate([property: Id(0)] byte[]? Bytes);
