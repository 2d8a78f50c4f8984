namespace Identity.Bench.Measuring;

/// <summary>A target, and what was measured.</summary>
/// <param name="Target">What should be.</param>
/// <param name="Measured">What is, with its unit.</param>
/// <param name="Reached">Whether that is enough.</param>
internal sealed record Verdict(string Target, string Measured, bool Reached)
{
    public static Verdict AtLeast(string target, double wanted, double measured) =>
        new($"{target} ≥ {wanted:0.##}", $"{measured:0.00}", measured >= wanted);

    public static Verdict AtMost(string target, double wanted, double measured, string unit = "") =>
        new($"{target} ≤ {wanted:#,0.##}{unit}", $"{measured:#,0.##}{unit}", measured <= wanted);
}
