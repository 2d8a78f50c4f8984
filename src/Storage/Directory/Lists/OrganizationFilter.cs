using System.Collections.Immutable;

namespace Identity.Storage.Directory.Lists;

/// <summary>Which organizations are meant, and what is to be counted of each. By default all, and nothing.</summary>
public sealed record OrganizationFilter
{
    public SignedValues OrganizationIds { get; init; } = SignedValues.None;

    /// <summary>Users who are members.</summary>
    public SignedValues UserIds { get; init; } = SignedValues.None;

    /// <summary>The id to the letter, or a part of the name or the slug in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Whether the members are to be counted. The cost grows with their number.</summary>
    public bool CountsMembers { get; init; }

    /// <summary>Roles of which it is to be said whether any member has one; default: it isn't.</summary>
    public ImmutableArray<string> SoughtRoles { get; init; }
}
