using Identity.Grains.Callers;

namespace Identity.Grains.Tests.Proofs;

/// <summary>How answers are written in a <see cref="View"/>, whoever gives them.</summary>
internal static class Lines
{
    public static string List(IEnumerable<string> items) => string.Join("; ", items.Order(StringComparer.Ordinal));

    public static string User(string? name, bool banned, string emails, long? updatedAt) =>
        $"{name} {emails} {updatedAt}{(banned ? " banned" : "")}";

    /// <summary>That nobody is known and that somebody was deleted are one to a policy that removes rows.</summary>
    public static string Caller(CallerDenial denial) =>
        denial is CallerDenial.UserUnknown or CallerDenial.UserDeleted ? "" : denial.ToString();

    public static string Organization(string? name, string? slug) => $"{name} {slug}";

    public static string Membership(string id, string user, string organization, string? role) =>
        $"{id} {user} {organization} {role}";

    public static string Access(string? slug, string role, IEnumerable<string> permissions) =>
        $"{slug} {role} [{List(permissions)}]";

    public static string Permissions(IEnumerable<string> permissions) => $"[{List(permissions)}]";

    public static string Resource(
        string kind, string? status, string? organization, string? user, string? inviter, string? email) =>
        $"{kind} {status} {organization} {user} {inviter} {email}";
}
