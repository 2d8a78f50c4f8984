namespace Orleans.Embedded.Calls;

/// <summary>How a method may interleave with other requests. For generated code.</summary>
[Flags]
public enum GrainCallOptions
{
    /// <summary>It runs alone.</summary>
    None = 0,

    /// <summary>It may run beside other read-only methods.</summary>
    ReadOnly = 1,

    /// <summary>It may run beside anything.</summary>
    AlwaysInterleave = 2,
}
