using System.ComponentModel;
using System.Diagnostics;

namespace Identity.Bench.Machine;

/// <summary>Runs programs to their end.</summary>
internal static class Shell
{
    /// <summary>What a program printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it printed.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>The first line that a program printed; null when there is no such program, or it fails.</summary>
    public static async Task<string?> TryAskAsync(string program, params string[] arguments)
    {
        try
        {
            return (await RunAsync(program, arguments)).Split('\n')[0].Trim();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
