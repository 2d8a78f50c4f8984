using System.Diagnostics;

namespace Identity.Testing;

/// <summary>Finds the programs of the PostgreSQL that the machine has.</summary>
internal static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>; null when there is none.</summary>
    internal static string? Find() => Candidates().FirstOrDefault(
        folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));

    private static IEnumerable<string> Candidates()
    {
        if (Directory.Exists(DebianFolder))
        {
            var versions = Directory.GetDirectories(DebianFolder).OrderByDescending(VersionOf);
            foreach (var version in versions) yield return Path.Combine(version, "bin");
        }

        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var folders = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var folder in folders) yield return folder;
        if (folders.Any(folder => File.Exists(Path.Combine(folder, "pg_config")))) yield return AskPgConfig();
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;

    private static string AskPgConfig()
    {
        using var process = Process.Start(new ProcessStartInfo("pg_config", "--bindir") { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
