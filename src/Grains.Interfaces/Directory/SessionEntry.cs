using Identity.Clerk.Identifiers;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>Whose a session is, and in which browser: neither ever changes. The session itself is its user's.</summary>
[GenerateSerializer, Immutable, Alias("identity.SessionEntry")]
public sealed record SessionEntry
{
    [Id(0)] public required SessionId Id { get; init; }
    [Id(1)] public required UserId UserId { get; init; }

    /// <summary>The browser or device; null when Clerk doesn't say.</summary>
    [Id(2)] public string? ClientId { get; init; }
}
