using System.Globalization;

namespace Identity.Cluster.Tests.Front;

/// <summary>How much of the machine's memory a process holds, as Linux counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>The bytes that it holds now.</summary>
    public static long Resident(int processId) => Read(processId, "VmRSS:");

    /// <summary>The most bytes that it ever held.</summary>
    public static long Peak(int processId) => Read(processId, "VmHWM:");

    private static long Read(int processId, string name)
    {
        var lines = File.ReadLines($"/proc/{processId}/status");
        var line = lines.Single(l => l.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture);
    }
}
