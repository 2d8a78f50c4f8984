using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A session of a user, as Clerk's webhooks describe one. Times are unix milliseconds.</summary>
public sealed record SessionResource
{
    /// <summary>The session's id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Whose session it is.</summary>
    public required UserId UserId { get; init; }

    /// <summary>Event and payload together decide; a session that either calls over is over.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>The browser or device.</summary>
    public string? ClientId { get; init; }

    public OrganizationId? LastActiveOrganizationId { get; init; }

    /// <summary>
    /// The user who impersonates this one. Null also for an actor that isn't a user; <see cref="Raw"/> has it.
    /// </summary>
    public UserId? ActorId { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>The version of this snapshot: of two, the one with the greater value is newer.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>When it ends, whatever happens.</summary>
    public long? ExpireAt { get; init; }

    /// <summary>When it ends if nobody uses it.</summary>
    public long? AbandonAt { get; init; }

    /// <summary>The object as received, without its member <c>user</c>, which is a resource of its own.</summary>
    public required RawJson Raw { get; init; }
}
