using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Identity.Micro.Results;

// dotnet run -c Release --project bench/Micro [-- --json=<file>]
// In this process: the program that BenchmarkDotNet would build for each needs a restore, and a minute, of its own.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Unicode)
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "identity-micro"))
    .WithOptions(ConfigOptions.JoinSummary);
var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroResult).Assembly).RunAllJoined(config);
var file = args.FirstOrDefault(arg => arg.StartsWith("--json=", StringComparison.Ordinal))?["--json=".Length..];
if (file is not null) await File.WriteAllTextAsync(file, MicroResult.Write(summaries));
return summaries.Reports.Any(report => report.ResultStatistics is null) ? 1 : 0;
