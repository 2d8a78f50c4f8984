using System.Collections.Immutable;
using Orleans;

namespace Identity.Grains.Directory;

/// <summary>What lists and searches must say of an entity: whole rows that replace older ones.</summary>
/// <param name="User">The user's row; null when it isn't touched.</param>
/// <param name="Organization">The organization's row; null when it isn't touched.</param>
/// <param name="Memberships">Rows of memberships that are touched.</param>
/// <param name="Resource">The row of a resource that is kept by itself; null when it isn't touched.</param>
[GenerateSerializer, Immutable, Alias("identity.DirectoryEntries")]
public sealed record DirectoryEntries(
    [property: Id(0)] UserEntry? User,
    [property: Id(1)] OrganizationEntry? Organization,
    [property: Id(2)] ImmutableArray<MembershipEntry> Memberships,
    [property: Id(3)] ResourceEntry? Resource = null)
{
    /// <summary>Sessions that are touched.</summary>
    [Id(4)] public ImmutableArray<SessionEntry> Sessions { get; init; } = [];

    /// <summary>Nothing is touched.</summary>
    public static DirectoryEntries None { get; } = new(null, null, []);
}
