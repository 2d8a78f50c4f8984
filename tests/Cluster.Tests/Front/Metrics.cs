using System.Globalization;
using Identity.Testing;

namespace Identity.Cluster.Tests.Front;

/// <summary>Reads measures as Prometheus does.</summary>
internal static class Metrics
{
    /// <summary>The sum of a measure over all its labels; 0 when it isn't there yet.</summary>
    public static async Task<double> SumAsync(FrontProcess front, string name, CancellationToken cancellationToken)
    {
        using var answer = await front.Http.GetAsync("/metrics", cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ')
            .Sum(line => double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Waits until a measure has a value: it is taken now and then.</summary>
    public static async Task BecomesAsync(
        FrontProcess front, string name, double value, CancellationToken cancellationToken)
    {
        var now = double.NaN;
        await Patience.UntilAsync(
            async () => (now = await SumAsync(front, name, cancellationToken)) == value,
            cancellationToken,
            () => $"{name} is {now} and not {value}.\n{front.Output}",
            TimeSpan.FromMinutes(1));
    }
}
