using Identity.Clerk.Json;
using Identity.Grains.Directory;
using Identity.Grains.State;

namespace Identity.WebFront.ReadApi.Organizations;

/// <summary>A membership as it is stored with its user.</summary>
/// <param name="Row">The directory's row.</param>
/// <param name="Raw">As Clerk sent it.</param>
/// <param name="User">The user as Clerk sent it; null when no event of it has come.</param>
internal sealed record StoredMembership(MembershipEntry Row, RawJson Raw, RawJson? User)
{
    /// <summary>Finds it in the user's state; null when it is gone.</summary>
    public static StoredMembership? Find(MembershipEntry row, ReadOnlyMemory<byte> state) =>
        StoredBodies.FindMembership(state, row.Id) is { } raw
            ? new StoredMembership(row, raw, StoredBodies.FindProfile(state))
            : null;
}
