namespace Identity.Bench.Micro;

/// <summary>What bench/Micro says of one operation.</summary>
internal sealed record MicroResult(string Group, string Name, double Nanoseconds, double Bytes);
