namespace Orleans.Concurrency;

/// <summary>The method doesn't change the grain's state, so it may interleave with other read-only methods.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
