namespace Orleans;

/// <summary>Instances travel between processes. This engine has one process and reads nothing into it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
