using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Orleans;

namespace Identity.Grains.Users;

/// <summary>A session at one moment, as Clerk's events describe it.</summary>
[GenerateSerializer, Immutable, Alias("identity.SessionSnapshot")]
public sealed record SessionSnapshot
{
    [Id(0)] public required SessionId Id { get; init; }
    [Id(1)] public required SessionStatus Status { get; init; }
    [Id(2)] public string? ClientId { get; init; }

    /// <summary>Who acts as this user, when the session is an impersonation.</summary>
    [Id(3)] public UserId? ActorId { get; init; }

    /// <summary>Unix time in milliseconds.</summary>
    [Id(4)] public required long CreatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(5)] public required long UpdatedAt { get; init; }

    /// <inheritdoc cref="CreatedAt"/>
    [Id(6)] public long? ExpireAt { get; init; }
}
