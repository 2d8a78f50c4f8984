using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Sessions;

/// <summary>A session in Clerk's shape; webhooks add the whole user.</summary>
internal static class SessionResource
{
    public static JsonObject Of(Session session)
    {
        var resource = new JsonObject
        {
            ["abandon_at"] = session.AbandonAt,
            ["actor"] = null,
            ["client_id"] = session.ClientId,
            ["created_at"] = session.CreatedAt,
            ["expire_at"] = session.ExpireAt,
            ["id"] = session.Id,
            ["last_active_at"] = session.LastActiveAt,
            ["last_active_organization_id"] = session.LastActiveOrganizationId,
            ["latest_activity"] = Activity(session),
            ["object"] = "session",
            ["status"] = session.Status,
        };
        if (session.Status == SessionStatus.Pending)
            resource["tasks"] = new JsonArray(new JsonObject { ["key"] = "choose-organization" });
        resource["updated_at"] = session.UpdatedAt;
        return resource;
    }

    public static JsonObject WithUser(Session session, JsonObject user)
    {
        var resource = Of(session);
        resource["user"] = user;
        resource["user_id"] = session.UserId;
        return resource;
    }

    public static JsonObject WithUserId(Session session)
    {
        var resource = Of(session);
        resource["user_id"] = session.UserId;
        return resource;
    }

    // Clerk no longer tells it of a session that has ended by itself.
    private static JsonObject? Activity(Session session) =>
        session.Status is SessionStatus.Ended or SessionStatus.Removed
            ? null
            : new JsonObject
            {
                ["browser_name"] = "Emulator",
                ["browser_version"] = "1.0",
                ["city"] = "Rotterdam",
                ["country"] = "NL",
                ["device_type"] = "Desktop",
                ["id"] = session.ActivityId,
                ["ip_address"] = "127.0.0.1",
                ["is_mobile"] = false,
                ["object"] = "session_activity",
            };
}
