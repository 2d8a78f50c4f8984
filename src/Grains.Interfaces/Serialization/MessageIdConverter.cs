using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Serialization;

[RegisterConverter]
internal sealed class MessageIdConverter : IConverter<MessageId, ClerkIdSurrogate>
{
    /// <exception cref="FormatException">What came isn't such an id.</exception>
    public MessageId ConvertFromSurrogate(in ClerkIdSurrogate surrogate) =>
        surrogate.Value is { } value ? MessageId.Parse(value) : default;

    public ClerkIdSurrogate ConvertToSurrogate(in MessageId value) => new(value == default ? null : value.Value);
}
