using Identity.Clerk.Json;
using Orleans;

namespace Identity.Grains.Users;

/// <summary>A session as Clerk sent it, and as it is known to be.</summary>
/// <param name="Session">The session; its status may have come by an event that the raw one doesn't tell of.</param>
/// <param name="Raw">The resource, without the user.</param>
[GenerateSerializer, Immutable, Alias("identity.ListedSession")]
public sealed record ListedSession([property: Id(0)] SessionSnapshot Session, [property: Id(1)] RawJson Raw);
