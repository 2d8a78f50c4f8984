using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What a caller says about a role; each value is already within its bound.</summary>
internal sealed record RoleFields
{
    public Field<string?> Key { get; init; }

    public Field<string?> Name { get; init; }

    public Field<string?> Description { get; init; }

    public Field<bool> IsCreatorEligible { get; init; }

    /// <summary>Keys or ids.</summary>
    public Field<IReadOnlyList<string>> Permissions { get; init; }
}
