using System.Globalization;

namespace Identity.Bench.Machine;

/// <summary>What processes use, by <c>/proc</c>. Without one nothing is known.</summary>
internal static class ProcessUse
{
    private const double MicrosecondsPerTick = 1_000_000.0 / 100;
    private const double PageBytes = 4096;

    /// <summary>The processor time of processes and of all that they started, in microseconds.</summary>
    public static double Processor(IEnumerable<int> roots) =>
        Family(roots).Sum(fields => (Number(fields, 14) + Number(fields, 15)) * MicrosecondsPerTick);

    /// <summary>The resident memory of one process, in bytes.</summary>
    public static double Resident(int id) => Read(id) is { } fields ? Number(fields, 24) * PageBytes : double.NaN;

    private static IEnumerable<string[]> Family(IEnumerable<int> roots)
    {
        if (!Directory.Exists("/proc/self")) return [];
        HashSet<long> members = [.. roots];
        List<string[]> all = [.. Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? Read(id) : null)
            .OfType<string[]>()];

        // A child may have a smaller id than its parent once the ids have wrapped around.
        while (all.Any(fields => members.Contains(Number(fields, 4)) && members.Add(Number(fields, 1))))
        {
        }
        return all.Where(fields => members.Contains(Number(fields, 1)));
    }

    // proc(5): the name stands in parentheses and may hold anything; fields are counted from one.
    private static string[]? Read(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var end = text.LastIndexOf(')');
            return [id.ToString(CultureInfo.InvariantCulture), "", .. text[(end + 2)..].Split(' ')];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Number(string[] fields, int field) =>
        long.Parse(fields[field - 1], CultureInfo.InvariantCulture);
}
