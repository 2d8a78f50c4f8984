namespace Orleans;

/// <summary>The type converts another assembly's type for the serializer. This engine reads nothing into it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class RegisterConverterAttribute : Attribute;
