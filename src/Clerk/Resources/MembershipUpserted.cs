namespace Identity.Clerk.Resources;

/// <summary>A user joined an organization or their role in it changed; a full snapshot either way.</summary>
public sealed record MembershipUpserted(OrganizationMembershipResource Membership, bool Created) : ClerkEvent;
