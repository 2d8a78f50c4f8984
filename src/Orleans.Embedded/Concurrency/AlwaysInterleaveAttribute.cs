namespace Orleans.Concurrency;

/// <summary>The method may interleave with any other method, whatever that one is doing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
