using System.Diagnostics.CodeAnalysis;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>A session of a user, as Clerk's webhooks and Backend API describe one. Times are unix milliseconds.</summary>
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

    /// <summary>
    /// The object as received, without its members <c>user</c>, which is a resource of its own, and
    /// <c>last_active_token</c>, which is a secret.
    /// </summary>
    public required RawJson Raw { get; init; }

    /// <summary>Reads a session as the Backend API answers it.</summary>
    /// <param name="json">The object as UTF-8; it is copied.</param>
    /// <param name="session">The session.</param>
    /// <param name="error">A short reason that names the member and never its value.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out SessionResource? session,
        [NotNullWhen(false)] out string? error) =>
        ResourceJson.TryRead(
            json,
            "session",
            (data, path, out problem) => SessionReader.Read(data, path, eventType: null, out problem)?.Session,
            out session,
            out error);
}
