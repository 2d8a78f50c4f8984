using System.Text.Json.Nodes;

namespace Identity.Clerk.Tests;

/// <summary>The files beside the tests.</summary>
internal static class TestFiles
{
    private static readonly string Root = AppContext.BaseDirectory;

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Root, "Samples", name + ".json"));

    /// <summary>An answer of Clerk's Backend API.</summary>
    public static string Answer(string name) => File.ReadAllText(Path.Combine(Root, "Answers", name + ".json"));

    public static IEnumerable<string> SampleNames() =>
        Directory.EnumerateFiles(Path.Combine(Root, "Samples"), "*.json")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal);

    public static JsonNode Vectors(string name) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(Root, "Vectors", name + ".json")))!;
}
