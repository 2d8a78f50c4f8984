using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Identity.Testing;

/// <summary>Reads YAML with the machine's Python.</summary>
public static class Yaml
{
    private const string Script =
        "import json, sys, yaml; json.dump(list(yaml.safe_load_all(sys.stdin)), sys.stdout, default=str)";

    /// <summary>Why it can't be read here; null when it can.</summary>
    public static string? Obstacle { get; } =
        Run("import yaml", "").ExitCode == 0 ? null : "Python has no YAML, or isn't there (on Debian: python3-yaml).";

    // Python takes a while to start, and tests ask for the same files again and again.
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonElement>> Documents = new();

    /// <summary>The documents of a text.</summary>
    public static IReadOnlyList<JsonElement> Read(string text) => Documents.GetOrAdd(text, static text =>
    {
        var (exitCode, output) = Run(Script, text);
        if (exitCode != 0) throw new InvalidOperationException(output);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    });

    private static (int ExitCode, string Output) Run(string script, string input)
    {
        if (MachineProgram.Find("python3") is not { } python) return (1, "");
        var start = new ProcessStartInfo(python, ["-c", script]);
        var run = ProgramRun.RunAsync(start, input, Patience.Limit, CancellationToken.None).GetAwaiter().GetResult();
        return (run.ExitCode, run.ExitCode == 0 ? run.Output : run.Errors);
    }
}
