namespace Identity.Grains.Callers;

/// <summary>
/// A grain, or one of its methods, that is only called on somebody's behalf: without a <see cref="CallerIdentity"/> in
/// the call it fails with <see cref="IdentityRequiredException"/> and the method doesn't run.
/// </summary>
/// <remarks>It may stand on the class, on the interface, or on a method of either.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class RequireIdentityAttribute : Attribute;
