using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Serialization;

[RegisterConverter]
internal sealed class ResourceIdConverter : ClerkIdConverter<ResourceId>;
