using System.Text;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>
/// Writes a run into a page, between two marks, so that what people wrote around it stays; pictures and numbers go into a
/// folder of the page's name.
/// </summary>
internal static class Page
{
    private const string Begin = "<!-- measured: what follows is written by bench/Bench -->";
    private const string End = "<!-- /measured -->";

    public static async Task WriteAsync(
        string path, Report report, IReadOnlyDictionary<string, string> machine, string command)
    {
        var folder = Path.ChangeExtension(path, null);
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.svg")) File.Delete(old);
        await File.WriteAllTextAsync(Path.Combine(folder, "results.json"), JsonReport.Write(report, machine, command) + "\n");
        foreach (var comparison in report.Comparisons)
            await File.WriteAllTextAsync(Picture(folder, comparison.Id), BarChart.Draw(comparison));
        foreach (var curve in report.Curves)
            await File.WriteAllTextAsync(Picture(folder, curve.Id), LineChart.Draw(curve));

        var page = File.Exists(path) ? await File.ReadAllTextAsync(path) : $"# How fast is it?\n\n{Begin}\n{End}\n";
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidOperationException($"{path} lacks the marks between which it is written.");
        var measured = Measured(report, machine, command, Path.GetFileName(folder));
        await File.WriteAllTextAsync(path, $"{page[..from]}{Begin}\n{measured}{page[to..]}");
    }

    private static string Picture(string folder, string id) => Path.Combine(folder, id + ".svg");

    private static string Measured(
        Report report, IReadOnlyDictionary<string, string> machine, string command, string folder)
    {
        var text = new StringBuilder().Append($"\n```sh\n{command}\n```\n\n");
        text.AppendJoin(" · ", machine.Select(fact => $"{fact.Key}: {fact.Value}")).Append("\n\n");
        if (report.Gaps.Count > 0) text.AppendJoin("", report.Gaps.Select(gap => $"- {gap}\n")).Append('\n');
        text.Append($"### The targets\n\n{MarkdownTables.Of(report.Verdicts)}\n");
        foreach (var comparison in report.Comparisons)
        {
            Add(comparison.Title, comparison.Note, MarkdownTables.Of(comparison), comparison.Id);
        }
        foreach (var curve in report.Curves) Add(curve.Title, curve.Note, MarkdownTables.Of(curve), curve.Id);
        return text.ToString();

        void Add(string title, string note, string table, string id)
        {
            text.Append($"### {title}\n\n");
            if (note.Length > 0) text.Append($"{note}\n\n");
            text.Append($"{table}\n![{title}]({folder}/{id}.svg)\n\n");
        }
    }
}
