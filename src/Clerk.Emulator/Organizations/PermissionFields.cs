using Identity.Clerk.Emulator.Instances;

namespace Identity.Clerk.Emulator.Organizations;

/// <summary>What a caller says about a permission; each value is already within its bound.</summary>
internal sealed record PermissionFields
{
    public Field<string?> Key { get; init; }

    public Field<string?> Name { get; init; }

    public Field<string?> Description { get; init; }
}
