using Identity.Bench.Measuring;

namespace Identity.Bench.Requests;

/// <summary>What the tables say of the targets.</summary>
internal static class RequestVerdicts
{
    /// <summary>Where CPU per request stands among the metrics of a load.</summary>
    private const int Processor = 4;

    public static void Add(Report report, Comparison repeated, Comparison fresh, string size)
    {
        const string Ours = RequestContenders.Sqlite;
        const string Ceiling = RequestContenders.Anonymous;
        report.Verdicts.Add(Verdict.AtLeast(
            $"Requests/s with repeated tokens ÷ anonymous, {size}:", 0.9, repeated.Ratio(Ours, Ceiling)));
        report.Verdicts.Add(Verdict.AtLeast(
            $"New tokens ÷ what one RSA-2048 verification more would leave of anonymous, {size}:",
            0.8,
            fresh.Ratio(Ours, Ceiling) / Bound(fresh)));
        if (repeated.Contenders.Contains(RequestContenders.Row))
        {
            report.Verdicts.Add(Verdict.AtLeast(
                $"Repeated tokens ÷ JWT validation + one PostgreSQL row, {size}:",
                6,
                repeated.Ratio(Ours, RequestContenders.Row)));
        }
    }

    // The share of the anonymous rate that is left when each request costs one verification more, and nothing else.
    private static double Bound(Comparison fresh)
    {
        var anonymous = Stats.Median(fresh.Values(RequestContenders.Anonymous, Processor));
        return anonymous / (anonymous + RsaVerification.Microseconds());
    }
}
