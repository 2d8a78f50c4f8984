using Identity.Clerk.Emulator.Organizations;
using Identity.Clerk.Emulator.Users;

namespace Identity.Clerk.Emulator.Seeding;

/// <summary>What a <see cref="SeedPlan"/> comes to.</summary>
internal sealed record SeedData(
    IReadOnlyList<User> Users,
    IReadOnlyList<Organization> Organizations,
    IReadOnlyList<Membership> Memberships);
