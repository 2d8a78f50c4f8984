namespace Identity.Clerk.Emulator.Instances;

/// <summary>Why a command was not carried out, as an HTTP answer would say it.</summary>
/// <param name="Status">
/// 400 malformed, 403 forbidden, 404 unknown, 409 in conflict, 422 not acceptable, 503 not stored.
/// </param>
/// <param name="Code">Stable and short: the last part of the problem's <c>type</c>.</param>
/// <param name="Detail">For people; without personal data.</param>
internal sealed record Rejection(int Status, string Code, string Detail)
{
    /// <summary>Whether somebody else has what only one may have.</summary>
    public bool IsTaken { get; private init; }

    public static Rejection Malformed(string detail) => new(400, "malformed-request", detail);

    public static Rejection Invalid(string detail) => new(422, "invalid-value", detail);

    public static Rejection Conflict(string detail) => new(409, "conflict", detail);

    /// <summary>A value that only one may have.</summary>
    public static Rejection Taken(string detail) => Conflict(detail) with { IsTaken = true };

    public static Rejection Full(string what) => new(422, "too-many", $"The emulator holds no more {what}.");

    public static readonly Rejection UnknownUser = new(404, "unknown-user", "No user has this id or username.");

    public static readonly Rejection UnknownSession = new(404, "unknown-session", "No session has this id.");

    public static readonly Rejection UnknownOrganization =
        new(404, "unknown-organization", "No organization has this id or slug.");

    public static readonly Rejection UnknownMembership =
        new(404, "unknown-membership", "The user is not a member of the organization.");

    public static readonly Rejection AlreadyMember = Conflict("The user is a member already.");

    public static readonly Rejection Banned = new(403, "user-banned", "A banned user can't sign in.");

    public static readonly Rejection Locked = new(403, "user-locked", "A locked user can't sign in.");

    public static readonly Rejection SessionOver = Conflict("The session is over.");
}
