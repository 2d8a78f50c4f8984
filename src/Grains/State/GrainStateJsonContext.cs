using System.Text.Json.Serialization;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;
using Identity.Grains.Organizations;
using Identity.Grains.Resources;
using Identity.Grains.Roles;
using Identity.Grains.Users;

namespace Identity.Grains.State;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(RawJsonConverter),
        typeof(ClerkIdJsonConverter<UserId>),
        typeof(ClerkIdJsonConverter<SessionId>),
        typeof(ClerkIdJsonConverter<OrganizationId>),
        typeof(ClerkIdJsonConverter<MembershipId>),
    ])]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(OrganizationState))]
[JsonSerializable(typeof(ResourceState))]
[JsonSerializable(typeof(RoleCatalogState))]
internal sealed partial class GrainStateJsonContext : JsonSerializerContext;
