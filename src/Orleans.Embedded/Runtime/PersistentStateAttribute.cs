namespace Orleans.Runtime;

/// <summary>Marks a constructor parameter of a grain as a persistent state.</summary>
/// <param name="stateName">The state's name in storage.</param>
/// <param name="storageName">The provider's name; null is the default provider.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The state's name in storage.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The provider's name; null is the default provider.</summary>
    public string? StorageName { get; } = storageName;
}
