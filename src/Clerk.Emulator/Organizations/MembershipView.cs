namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What a membership's resource is made of, taken from one moment's state.</summary>
internal sealed record MembershipView(
    Member Member, Organization Organization, int MembersCount, int PendingInvitationsCount);
