using Identity.Clerk.Emulator.Webhooks;

namespace Identity.Clerk.Emulator.Instances;

/// <summary>What one instance holds at most, so that a loop in somebody's test can't fill the machine.</summary>
internal static class Limits
{
    public const int Users = 200_000;
    public const int Organizations = 10_000;
    public const int Memberships = 200_000;
    public const int Roles = 100;
    public const int Permissions = 200;
    public const int Invitations = 10_000;
    public const int Domains = 10_000;
    public const int WaitlistEntries = 10_000;
    public const int Subscriptions = 10_000;
    public const int LiveSessions = 10_000;
    public const int HeldWebhooks = 10_000;

    /// <summary>Sessions that are over are kept for a while, to show how the front refuses them.</summary>
    public const int EndedSessions = 1_000;

    /// <summary>Webhooks of one seed: as many as may wait for their delivery.</summary>
    public const int SeededEvents = Outbox.MostPending;

    /// <summary>Users and organizations that the control API lists.</summary>
    public const int Listed = 100;

    /// <summary>Members that it lists of each organization.</summary>
    public const int ListedMembers = 20;

    /// <summary>Characters of a name, an external id or a user agent.</summary>
    public const int Text = 256;

    /// <summary>Characters of one metadata object; Clerk's own limit is 8 KB.</summary>
    public const int Metadata = 8_192;
}
