using System.Diagnostics;

namespace Identity.Testing;

/// <summary>Runs programs as somebody who isn't root: PostgreSQL refuses that, and others needn't be.</summary>
internal static class OrdinaryAccount
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly string? Other = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? Choose() : null;

    /// <summary>What starts a program as that account.</summary>
    internal static ProcessStartInfo Command(string folder, string program, params IEnumerable<string> arguments) =>
        new(Other is null ? program : "runuser", Other is null ? arguments : ["-u", Other, "--", program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    /// <summary>Hands a folder over to that account.</summary>
    internal static async Task OwnAsync(string folder)
    {
        if (Other is not null) await RunAsync(new ProcessStartInfo("chown", [$"{Other}:", folder]));
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    /// <exception cref="TimeoutException">It didn't end; the message holds what it printed.</exception>
    internal static Task RunAsync(ProcessStartInfo start) =>
        ProgramRun.SucceedAsync(start, "", Longest, CancellationToken.None);

    private static string Choose() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";
}
