namespace Identity.Clerk.Emulator.Seeding;

/// <summary>How many invented people and organizations to add.</summary>
/// <param name="Users">Users.</param>
/// <param name="Organizations">Organizations; they need users.</param>
/// <param name="Memberships">
/// Memberships, spread evenly; at most one for each pair. The first of each organization is its creator's.
/// </param>
/// <param name="Seed">The same seed and numbers give the same data, ids and times included.</param>
/// <param name="Webhooks">Whether an event tells of each of them.</param>
internal sealed record SeedPlan(int Users, int Organizations, int Memberships, int Seed, bool Webhooks)
{
    public int Total => Users + Organizations + Memberships;
}
