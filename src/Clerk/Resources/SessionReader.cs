using Identity.Clerk.Identifiers;
using Identity.Clerk.Json;

namespace Identity.Clerk.Resources;

/// <summary>Reads a <see cref="SessionChanged"/>: the session, and the user it may carry.</summary>
internal static class SessionReader
{
    private static readonly JsonMembers NotKept = new("user", "last_active_token");
    private static readonly JsonMembers Actor = new("sub");
    private static readonly JsonMembers Members = new(
        "id",
        "user_id",
        "status",
        "client_id",
        "last_active_organization_id",
        "actor",
        "created_at",
        "updated_at",
        "expire_at",
        "abandon_at",
        "user");

    /// <summary>Reads it.</summary>
    /// <param name="json">The session.</param>
    /// <param name="path">What it is called in a problem.</param>
    /// <param name="eventType">The event that told of it; null when it came by none.</param>
    /// <param name="problem">What is wrong with it; null if nothing is.</param>
    public static SessionChanged? Read(ReadOnlySpan<byte> json, string path, string? eventType, out string? problem)
    {
        SessionId id = default;
        UserId userId = default;
        SessionStatus? status = null;
        string? clientId = null;
        OrganizationId? organizationId = null;
        UserId? actorId = null;
        var (createdAt, updatedAt) = (0L, 0L);
        var (expireAt, abandonAt) = ((long?)null, (long?)null);
        UserResource? user = null;

        var cursor = new JsonObjectCursor(json, Members, path);
        while (cursor.Next())
        {
            switch (cursor.Member)
            {
                case "id": id = cursor.Id<SessionId>(); break;
                case "user_id": userId = cursor.Id<UserId>(); break;
                case "status": status = ReadStatus(ref cursor); break;
                case "client_id": clientId = cursor.TextOrNull(); break;
                case "last_active_organization_id": organizationId = cursor.IdOrNull<OrganizationId>(); break;
                case "actor" when !cursor.IsNull: actorId = ReadActor(ref cursor, path); break;
                case "created_at": createdAt = cursor.Time(); break;
                case "updated_at": updatedAt = cursor.Time(); break;
                case "expire_at": expireAt = cursor.TimeOrNull(); break;
                case "abandon_at": abandonAt = cursor.TimeOrNull(); break;
                case "user" when !cursor.IsNull: user = ReadUser(ref cursor, path); break;
            }
        }

        cursor.Require("id");
        cursor.Require("user_id");
        cursor.Require("created_at");
        cursor.Require("updated_at");
        if (user is not null && user.Id != userId) cursor.Adopt($"{path}.user.id: not the session's user");
        problem = cursor.Problem;
        if (problem is not null) return null;
        var session = new SessionResource
        {
            Id = id,
            UserId = userId,
            Status = SessionStatusExtensions.Reconcile(status, eventType),
            ClientId = clientId,
            LastActiveOrganizationId = organizationId,
            ActorId = actorId,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            ExpireAt = expireAt,
            AbandonAt = abandonAt,
            Raw = new RawJson(JsonCuts.Remove(json, JsonCuts.Find(json, NotKept, everywhere: false))),
        };
        return new SessionChanged(session, user);
    }

    private static SessionStatus? ReadStatus(ref JsonObjectCursor cursor) =>
        cursor.TextOrNull() is { } word ? SessionStatusExtensions.Parse(word) : null;

    private static UserId? ReadActor(ref JsonObjectCursor cursor, string path)
    {
        string? subject = null;
        var actor = new JsonObjectCursor(cursor.Object(), Actor, $"{path}.actor");
        while (actor.Next()) subject = actor.TextOrNull();
        cursor.Adopt(actor.Problem);
        return UserId.TryParse(subject, out var id) ? id : null;
    }

    private static UserResource? ReadUser(ref JsonObjectCursor cursor, string path)
    {
        var user = UserReader.Read(cursor.Object(), $"{path}.user", out var problem);
        cursor.Adopt(problem);
        return user;
    }
}
