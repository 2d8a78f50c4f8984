namespace Orleans;

/// <summary>The number by which a serializer knows this member. This engine reads nothing into it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct
    | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>Unique among the type's members, and never reused.</summary>
    public uint Id { get; } = id;
}
