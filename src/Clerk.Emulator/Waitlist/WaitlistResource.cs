using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Waitlist;

/// <summary>A waitlist entry in Clerk's shape.</summary>
internal static class WaitlistResource
{
    private const long InvitationLifetime = 30 * 86_400_000L;

    public static JsonObject Of(WaitlistEntry entry) => new()
    {
        ["created_at"] = entry.CreatedAt,
        ["email_address"] = entry.EmailAddress,
        ["id"] = entry.Id,
        ["invitation"] = Invitation(entry),
        ["is_locked"] = entry.Status == WaitlistEntry.Invited,
        ["object"] = "waitlist_entry",
        ["status"] = entry.Status,
        ["updated_at"] = entry.UpdatedAt,
    };

    private static JsonObject? Invitation(WaitlistEntry entry) => entry.InvitedAt is not { } invitedAt
        ? null
        : new JsonObject
        {
            ["created_at"] = invitedAt,
            ["email_address"] = entry.EmailAddress,
            ["expires_at"] = invitedAt + InvitationLifetime,
            ["id"] = entry.InvitationId,
            ["object"] = "invitation",
            ["public_metadata"] = new JsonObject(),
            ["revoked"] = false,
            ["status"] = "pending",
            ["updated_at"] = invitedAt,
            ["url"] = $"https://clerk.northwind.example/v1/tickets/accept?ticket={entry.InvitationId}",
        };
}
