using Identity.Bench;

// dotnet run -c Release --project bench/Bench -- [scenario …]
Dictionary<string, Func<Task>> scenarios = new(StringComparer.Ordinal)
{
    ["forward"] = ForwardAuthScenario.RunAsync,
    ["burst"] = BurstScenario.RunAsync,
    ["list"] = ListScenario.RunAsync,
    ["ingest"] = IngestScenario.RunAsync,
    ["request"] = RequestScenario.RunAsync,
};

var chosen = args.Length == 0 ? [.. scenarios.Keys] : args;
if (chosen.FirstOrDefault(name => !scenarios.ContainsKey(name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no scenario '{unknown}'; there are: {string.Join(", ", scenarios.Keys)}.");
    return 1;
}

Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {Environment.OSVersion}");
foreach (var name in chosen) await scenarios[name]();
return 0;
