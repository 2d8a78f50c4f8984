using System.Diagnostics;
using System.Globalization;

namespace Identity.Testing;

/// <summary>Node and npm of this machine.</summary>
public static class NodeProgram
{
    /// <summary>The oldest that the packages under test run on.</summary>
    private static readonly Version Oldest = new(20, 9);

    private static readonly Lazy<string?> Missing = new(Look);

    /// <summary>Why tests that want Node and npm can't run; null when they can.</summary>
    public static string? Obstacle => Missing.Value;

    /// <summary>The program's path.</summary>
    internal static string Node => MachineProgram.Find("node")!;

    /// <summary>npm's path.</summary>
    internal static string Npm => MachineProgram.Find("npm")!;

    private static string? Look()
    {
        if (MachineProgram.Find("node") is not { } node) return "No Node was found.";
        if (MachineProgram.Find("npm") is null) return "No npm was found.";
        using var process = Process.Start(new ProcessStartInfo(node, "--version") { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Trim().TrimStart('v');
        return Version.TryParse(version, out var parsed) && parsed >= Oldest
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"Node {version} was found; {Oldest} is needed.");
    }
}
