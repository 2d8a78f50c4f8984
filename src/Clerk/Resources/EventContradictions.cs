namespace Identity.Clerk.Resources;

/// <summary>Finds what can't be true of an event that could be read.</summary>
/// <remarks>
/// A function of the event alone: no clock of ours decides what becomes of one. <c>created_at</c> may lie anywhere,
/// because Clerk's Backend API lets a customer set it, and it orders nothing. Deletions are ordered by the event's
/// time, so the <c>updated_at</c> that a deleted membership still has isn't looked at.
/// </remarks>
internal static class EventContradictions
{
    /// <summary>
    /// How far a snapshot's <c>updated_at</c> may be ahead of the event that tells of it, in milliseconds: 24 hours,
    /// where real ones are a few milliseconds behind. Past it, the snapshot would win against all that is true until
    /// then.
    /// </summary>
    public const long MaxLead = 24 * 60 * 60 * 1000;

    /// <summary>A stable reason that names the member; null if there is nothing wrong.</summary>
    /// <param name="clerkEvent">What was read from the member <paramref name="path"/>.</param>
    /// <param name="occurredAt">The event's own time, in unix milliseconds.</param>
    /// <param name="path">What the data is called in a reason.</param>
    public static string? Find(ClerkEvent clerkEvent, long occurredAt, string path) => clerkEvent switch
    {
        UserUpserted it => Check(it.User.UpdatedAt, occurredAt, path),
        SessionChanged it => Check(it.Session.UpdatedAt, occurredAt, path)
            ?? (it.User is { } user ? Check(user.UpdatedAt, occurredAt, $"{path}.user") : null),
        OrganizationUpserted it => Check(it.Organization.UpdatedAt, occurredAt, path),
        MembershipUpserted it => Check(it.Membership.UpdatedAt, occurredAt, path),
        ResourceUpserted it => Check(it.Resource.UpdatedAt, occurredAt, path),
        RoleUpserted it => Check(it.Role.UpdatedAt, occurredAt, path) ?? CheckPermissions(it.Role, occurredAt, path),
        PermissionUpserted it => Check(it.Permission.UpdatedAt, occurredAt, path),
        _ => null,
    };

    private static string? CheckPermissions(RoleResource role, long occurredAt, string path)
    {
        foreach (var permission in role.Permissions)
        {
            if (Check(permission.UpdatedAt, occurredAt, $"{path}.permissions[]") is { } problem) return problem;
        }

        return null;
    }

    private static string? Check(long updatedAt, long occurredAt, string path) =>
        updatedAt - occurredAt > MaxLead ? $"{path}.updated_at: later than the event" : null;
}
