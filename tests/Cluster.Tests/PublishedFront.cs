using System.Diagnostics;
using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>The front as one machine gets it: a Release build with the embedded engine.</summary>
internal static class PublishedFront
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Publishes it into a folder.</summary>
    public static async Task MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", "src/WebFront", "-c", "Release", "-o", folder, "-nologo", "-v", "q" },
            WorkingDirectory = Checkout.Root,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        await ProgramRun.SucceedAsync(start, "", Longest, cancellationToken);
    }
}
