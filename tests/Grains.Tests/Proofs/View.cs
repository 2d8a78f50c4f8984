using System.Text;

namespace Identity.Grains.Tests.Proofs;

/// <summary>All that readers can see at one moment: one line for each thing that they may ask.</summary>
internal sealed class View
{
    private readonly SortedDictionary<string, string> _lines = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Lines => _lines;

    /// <summary>Adds an answer; what isn't there has no line.</summary>
    public void Add(string question, string? answer)
    {
        if (!string.IsNullOrEmpty(answer)) _lines.Add(question, answer);
    }

    /// <summary>Where the two differ; null when they don't.</summary>
    public static string? Difference(View expected, View actual)
    {
        var text = new StringBuilder();
        foreach (var question in expected._lines.Keys.Union(actual._lines.Keys))
        {
            var truth = expected._lines.GetValueOrDefault(question, "nothing");
            var answer = actual._lines.GetValueOrDefault(question, "nothing");
            if (truth != answer) text.AppendLine($"{question}\n    is {answer}\n    instead of {truth}");
        }
        return text.Length == 0 ? null : text.ToString();
    }

    /// <exception cref="ViewDiffersException">They differ.</exception>
    public static void AssertSame(View expected, View actual)
    {
        if (Difference(expected, actual) is { } difference) throw new ViewDiffersException(difference);
    }
}
