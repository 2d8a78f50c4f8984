using System.Text;
using Identity.Bench.Measuring;

namespace Identity.Bench.Reporting;

/// <summary>
/// Writes what a scenario found into its part of a page, so that all the rest of the page stays; pictures and numbers
/// go into a folder of the page's name.
/// </summary>
/// <param name="path">The page. It needn't be there yet.</param>
/// <param name="machine">Where it was measured.</param>
/// <param name="command">By which command.</param>
internal sealed class Page(string path, IReadOnlyDictionary<string, string> machine, string command)
{
    private readonly string _folder = Path.ChangeExtension(path, null);

    public async Task WriteAsync(string scenario, Report report)
    {
        Directory.CreateDirectory(_folder);
        foreach (var comparison in report.Comparisons)
            await File.WriteAllTextAsync(Picture(comparison.Id), BarChart.Draw(comparison));
        foreach (var curve in report.Curves) await File.WriteAllTextAsync(Picture(curve.Id), LineChart.Draw(curve));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, scenario + ".json"), JsonReport.Write(report, machine, command) + "\n");

        var (begin, end) = ($"<!-- measured: {scenario} -->\n", $"<!-- /measured: {scenario} -->\n");
        var page = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        var isThere = from >= 0 && to > from;
        var (before, after) = isThere ? (page[..from], page[to..]) : (page, end);
        await File.WriteAllTextAsync(path, before + begin + Measured(report) + after);
    }

    private string Picture(string id) => Path.Combine(_folder, id + ".svg");

    private string Measured(Report report)
    {
        var text = new StringBuilder().Append($"\n`{command}`\n\n");
        text.AppendJoin(" · ", machine.Select(fact => $"{fact.Key}: {fact.Value}")).Append("\n\n");
        if (report.Gaps.Count > 0) text.AppendJoin("", report.Gaps.Select(gap => $"- {gap}\n")).Append('\n');
        if (report.Verdicts.Count > 0) text.Append(MarkdownTables.Of(report.Verdicts)).Append('\n');
        foreach (var comparison in report.Comparisons)
            Add(comparison.Title, comparison.Note, MarkdownTables.Of(comparison), comparison.Id);
        foreach (var curve in report.Curves) Add(curve.Title, curve.Note, MarkdownTables.Of(curve), curve.Id);
        return text.ToString();

        void Add(string title, string note, string table, string id)
        {
            text.Append($"### {title}\n\n");
            if (note.Length > 0) text.Append($"{note}\n\n");
            text.Append($"{table}\n![{title}]({Path.GetFileName(_folder)}/{id}.svg)\n\n");
        }
    }
}
