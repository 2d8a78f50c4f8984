using System.Globalization;

namespace Identity.Testing;

/// <summary>Randomness that can be repeated: the seed is printed, and <c>TEST_SEED</c> sets it.</summary>
public static class TestSeed
{
    /// <summary>A seed, from 0 to the greatest <see cref="int"/>.</summary>
    /// <param name="print">Takes the line that tells of it.</param>
    /// <exception cref="FormatException"><c>TEST_SEED</c> is no such number.</exception>
    public static int Next(Action<string> print)
    {
        ArgumentNullException.ThrowIfNull(print);
        var seed = Environment.GetEnvironmentVariable("TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        print($"TEST_SEED={seed}");
        return seed;
    }
}
