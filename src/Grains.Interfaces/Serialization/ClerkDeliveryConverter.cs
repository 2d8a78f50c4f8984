using Identity.Grains.Events;
using Orleans;

namespace Identity.Grains.Serialization;

[RegisterConverter]
internal sealed class ClerkDeliveryConverter : IConverter<ClerkDelivery, ClerkDeliverySurrogate>
{
    public ClerkDelivery ConvertFromSurrogate(in ClerkDeliverySurrogate surrogate) => new(surrogate.Id, surrogate.Body);

    public ClerkDeliverySurrogate ConvertToSurrogate(in ClerkDelivery value) => new(value.Id, Utf8Bytes.Of(value.Body));
}
