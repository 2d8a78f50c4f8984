using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Serialization;

/// <summary>A <see cref="Events.ClerkDelivery"/> on its way between processes.</summary>
[GenerateSerializer, Immutable, Alias("identity.ClerkDeliverySurrogate")]
internal readonly record struct ClerkDeliverySurrogate(
    [property: Id(0)] MessageId Id,
    [property: Id(1)] byte[]? Body);
