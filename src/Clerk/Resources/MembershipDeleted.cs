namespace Identity.Clerk.Resources;

/// <summary>
/// A user left an organization. The membership is as it last was: its <c>updated_at</c> isn't the time of the deletion.
/// </summary>
public sealed record MembershipDeleted(OrganizationMembershipResource Membership) : ClerkEvent;
