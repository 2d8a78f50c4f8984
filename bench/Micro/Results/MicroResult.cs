using System.Text.Json;
using BenchmarkDotNet.Reports;

namespace Identity.Micro.Results;

/// <summary>What one operation costs.</summary>
/// <param name="Group">The class of benchmarks.</param>
/// <param name="Name">The operation.</param>
/// <param name="Nanoseconds">The mean.</param>
/// <param name="Bytes">What it allocates.</param>
internal sealed record MicroResult(string Group, string Name, double Nanoseconds, double Bytes)
{
    public static string Write(Summary summary) => JsonSerializer.Serialize(
        summary.Reports.Where(report => report.ResultStatistics is not null).Select(report => new MicroResult(
            report.BenchmarkCase.Descriptor.Type.Name,
            report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
            report.ResultStatistics!.Mean,
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)));
}
