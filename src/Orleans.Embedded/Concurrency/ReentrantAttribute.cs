namespace Orleans.Concurrency;

/// <summary>Every method of the class may interleave with every other. Turns still never run in parallel.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
