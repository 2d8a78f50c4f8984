using Identity.Grains.Callers;

namespace Identity.Authentication.Live;

/// <summary>Whether anything that a caller's connection shows has changed.</summary>
internal static class CallerChange
{
    /// <summary>
    /// Compares two answers for the same token. The version counts all that the user's own grain knows; whether the
    /// organization still exists and what a role permits are for grains of their own, and count nothing there.
    /// </summary>
    public static bool IsBetween(CurrentUser before, CurrentUser now) =>
        before.Version != now.Version
        || before.IsProvisional != now.IsProvisional
        || !AreSame(before.Organization, now.Organization);

    private static bool AreSame(OrganizationAccess? before, OrganizationAccess? now)
    {
        if (before is null || now is null) return ReferenceEquals(before, now);
        return before.Id == now.Id && before.Slug == now.Slug && before.Role == now.Role
            && before.Permissions.AsSpan().SequenceEqual(now.Permissions.AsSpan());
    }
}
