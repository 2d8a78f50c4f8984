using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>A membership with its user, by whose names lists of members can be ordered.</summary>
internal sealed record Member(Membership Membership, User User);
