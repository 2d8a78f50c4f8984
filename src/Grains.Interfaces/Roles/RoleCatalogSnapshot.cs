using System.Collections.Immutable;
using Orleans;

namespace Identity.Grains.Roles;

/// <summary>What roles permit at one moment. Immutable, and shared by all who read it.</summary>
[GenerateSerializer, Immutable, Alias("identity.RoleCatalogSnapshot")]
public sealed record RoleCatalogSnapshot
{
    /// <summary>No event of a role or permission has come yet.</summary>
    public static RoleCatalogSnapshot Empty { get; } = new();

    /// <summary>
    /// The permissions of each role that is known, by the role's key with its <c>org:</c> prefix. A deleted role has none.
    /// </summary>
    [Id(0)]
    public ImmutableDictionary<string, ImmutableArray<string>> Permissions { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>The keys of permissions that were deleted and don't exist any more.</summary>
    [Id(1)]
    public ImmutableHashSet<string> Withdrawn { get; init; } =
        ImmutableHashSet.Create<string>(StringComparer.Ordinal);
}
