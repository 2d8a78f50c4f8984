using Identity.Grains.Users;
using Orleans;

namespace Identity.Grains.Callers;

/// <summary>Who calls, and whether they may, as the user's grain knows it now.</summary>
[GenerateSerializer, Immutable, Alias("identity.CallerResolution")]
public sealed record CallerResolution
{
    /// <summary>Why they may not pass; <see cref="CallerDenial.None"/> when they may.</summary>
    [Id(0)] public required CallerDenial Denial { get; init; }

    /// <summary>The profile; null when they may not pass.</summary>
    [Id(1)] public UserSnapshot? User { get; init; }

    /// <summary>The session; null when they may not pass, or no event of it has come yet.</summary>
    [Id(2)] public SessionSnapshot? Session { get; init; }

    /// <summary>What they may do in the active organization; null when there is none, or they are no member.</summary>
    [Id(3)] public OrganizationAccess? Organization { get; init; }

    /// <summary>Counts the changes of the user's grain.</summary>
    [Id(4)] public long Version { get; init; }
}
