namespace Identity.Bench;

/// <summary>Rates of several contenders over rounds that took turns, so that each is compared within its round.</summary>
internal sealed class Measurements(string unit)
{
    private readonly Dictionary<string, List<double>> _rates = new(StringComparer.Ordinal);

    public void Add(string contender, double rate)
    {
        if (!_rates.TryGetValue(contender, out var rates)) _rates[contender] = rates = [];
        rates.Add(rate);
    }

    /// <summary>Prints medians with their spread, and the median ratio to the first contender.</summary>
    public void Print(string title)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | {unit}, median (min–max) | ratio, median |");
        Console.WriteLine("| --- | ---: | ---: |");
        var first = _rates.Values.First();
        foreach (var (contender, rates) in _rates)
        {
            var ratios = rates.Zip(first, (rate, other) => rate / other);
            Console.WriteLine(
                $"| {contender} | {Median(rates):N0} ({rates.Min():N0}–{rates.Max():N0}) | {Median(ratios):N2} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
