namespace Identity.Clerk.Emulator.Sessions;

internal static class SessionStatus
{
    public const string Active = "active";
    public const string Pending = "pending";
    public const string Ended = "ended";
    public const string Revoked = "revoked";
    public const string Removed = "removed";
}
