namespace Identity.Bench.Residents;

/// <summary>What users in memory take. Latencies are in microseconds.</summary>
/// <param name="Bytes">Of the managed heap, for each user, their raw JSON included.</param>
/// <param name="ColdP50">The median of a question that has to read the user from the database.</param>
/// <param name="ColdP99">What 99 % of those stay within.</param>
/// <param name="WarmP50">The median of a question to a user in memory.</param>
/// <param name="WarmP99">What 99 % of those stay within.</param>
internal sealed record ResidentResult(double Bytes, double ColdP50, double ColdP99, double WarmP50, double WarmP99);
