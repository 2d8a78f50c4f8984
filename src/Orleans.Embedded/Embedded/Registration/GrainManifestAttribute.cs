namespace Orleans.Embedded.Registration;

/// <summary>
/// The assembly has grain interfaces or classes, which its manifest registers. Assemblies that refer to it see this
/// and make sure that it is loaded. For generated code.
/// </summary>
/// <param name="manifest">A static class with a public method <c>Register</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GrainManifestAttribute(Type manifest) : Attribute
{
    /// <summary>A static class with a public method <c>Register</c>.</summary>
    public Type Manifest { get; } = manifest;
}
