using System.Diagnostics;
using Identity.Bench.Burst;
using Identity.Bench.Cluster;
using Identity.Bench.Driving;
using Identity.Bench.Growth;
using Identity.Bench.Ingest;
using Identity.Bench.Lists;
using Identity.Bench.Machine;
using Identity.Bench.Micro;
using Identity.Bench.Reporting;
using Identity.Bench.Requests;
using Identity.Bench.Residents;
using Identity.Bench.Runs;

// This program is also what it starts beside the servers.
if (args is [Driver.Command, .. var orders]) return await BuiltInDriver.RunAsync(orders);
if (args is [ResidentProbe.Command, .. var users]) return await ResidentProbe.RunAsync(users);

(string Name, Func<Run, Task> RunAsync)[] scenarios =
[
    ("request", RequestScenario.RunAsync),   // who calls? beside what people use today
    ("cluster", ClusterScenario.RunAsync),   // the same on Microsoft Orleans
    ("burst", BurstScenario.RunAsync),       // users while ten thousand webhooks arrive
    ("ingest", IngestScenario.RunAsync),     // durable webhooks, beside bare upserts
    ("list", ListScenario.RunAsync),         // pages of users, by every order
    ("memory", ResidentScenario.RunAsync),   // users in memory, a start with many, everybody at once
    ("growth", GrowthScenario.RunAsync),     // what a request and an event cost as what is stored grows
    ("micro", MicroScenario.RunAsync),       // single operations
];
if (Arguments.Read(args, [.. scenarios.Select(s => s.Name)], out var error) is not { } arguments)
{
    await Console.Error.WriteLineAsync($"{error}\n\n{Arguments.Usage}");
    return 1;
}

var machine = await MachineFacts.ReadAsync();
var command = $"dotnet run -c Release --project bench/Bench -- {string.Join(' ', args)}";
Console.WriteLine(string.Join(" · ", machine.Select(fact => $"{fact.Key}: {fact.Value}")) + "\n");
var page = arguments.Page is { } path ? new Page(path, machine, command) : null;
using var run = new Run(arguments.Sizes, arguments.Only);
foreach (var name in arguments.Scenarios)
{
    var watch = Stopwatch.StartNew();
    var report = await run.OfAsync(scenarios.Single(s => s.Name == name).RunAsync);
    if (report.Verdicts.Count > 0) Console.WriteLine(MarkdownTables.Of(report.Verdicts));
    foreach (var gap in report.Gaps) Console.WriteLine(gap);
    Console.WriteLine($"{name} took {watch.Elapsed.TotalSeconds:N0} s.\n");
    if (page is not null) await page.WriteAsync(name, report);
}
return 0;
