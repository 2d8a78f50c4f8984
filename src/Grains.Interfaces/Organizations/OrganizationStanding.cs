using Orleans;

namespace Identity.Grains.Organizations;

/// <summary>What the cluster knows of an organization.</summary>
/// <param name="Snapshot">Its profile; null when no event told it yet, or it is deleted.</param>
/// <param name="Deleted">Deleted, for ever: memberships of it count for nothing.</param>
[GenerateSerializer, Immutable, Alias("identity.OrganizationStanding")]
public sealed record OrganizationStanding(
    [property: Id(0)] OrganizationSnapshot? Snapshot,
    [property: Id(1)] bool Deleted)
{
    /// <summary>No event of it has come yet; its memberships may have come first.</summary>
    public static OrganizationStanding Unknown { get; } = new(null, Deleted: false);

    /// <summary>It was deleted.</summary>
    public static OrganizationStanding Gone { get; } = new(null, Deleted: true);
}
