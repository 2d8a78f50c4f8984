using System.Runtime.InteropServices;
using Identity.Testing;

namespace Identity.Bench.Machine;

/// <summary>Where and of what something was measured.</summary>
internal static class MachineFacts
{
    /// <summary>The facts, by name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync() => new Dictionary<string, string>
    {
        ["commit"] = await Shell.TryAskAsync("git", "describe", "--always", "--dirty") ?? "unknown",
        ["measured"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", null),
        ["processors"] = $"{Environment.ProcessorCount} × {Line("/proc/cpuinfo", "model name") ?? "unknown"}",
        ["memory"] = Line("/proc/meminfo", "MemTotal") ?? "unknown",
        ["load before"] = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg")[..14] : "unknown",
        ["system"] = RuntimeInformation.OSDescription,
        [".NET"] = Environment.Version.ToString(),
        ["PostgreSQL"] = await Shell.TryAskAsync("psql", "--version") ?? "none",
        ["Node"] = await Shell.TryAskAsync("node", "--version") ?? "none",
        ["nginx"] = NginxProcess.Program is null ? "none" : "found",
        ["driver"] = MachineProgram.Find("wrk") is null ? "built in" : "wrk",
    };

    private static string? Line(string file, string name) => File.Exists(file)
        ? File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
