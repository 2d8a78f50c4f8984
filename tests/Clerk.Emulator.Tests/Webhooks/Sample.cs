using System.Text.Json;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.Webhooks;

/// <summary>Compares a payload with a sample of Clerk's shape, member by member.</summary>
internal static class Sample
{
    public static JsonObject Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Samples", name + ".json")))!.AsObject();

    /// <summary>
    /// What the payload lacks or has in another kind. A null in the sample says that any kind may stand there.
    /// </summary>
    public static IEnumerable<string> Differences(JsonNode? sample, JsonNode? actual, string path = "$") =>
        (sample, actual) switch
        {
            (null, _) => [],
            (JsonObject expected, JsonObject given) => Differences(expected, given, path),
            (JsonArray { Count: > 0 } expected, JsonArray { Count: > 0 } given) =>
                Differences(expected[0], given[0], path + "[0]"),
            _ when KindOf(sample) == KindOf(actual) => [],
            _ => [$"{path} is {KindOf(actual)} instead of {KindOf(sample)}"],
        };

    public static bool IsAlphabetical(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => member.Key).Order(StringComparer.Ordinal)
            .SequenceEqual(members.Select(member => member.Key)) && members.All(member => IsAlphabetical(member.Value)),
        JsonArray items => items.All(IsAlphabetical),
        _ => true,
    };

    private static IEnumerable<string> Differences(JsonObject sample, JsonObject actual, string path)
    {
        foreach (var (name, expected) in sample)
        {
            if (!actual.TryGetPropertyValue(name, out var given))
            {
                yield return $"{path}.{name} is missing";
                continue;
            }

            foreach (var difference in Differences(expected, given, $"{path}.{name}"))
                yield return difference;
        }
    }

    private static string KindOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "Null",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        var kind => kind.ToString()!,
    };
}
