using System.Diagnostics;
using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>The front as one machine gets it: a Release build with the embedded engine.</summary>
internal static class PublishedFront
{
    /// <summary>Publishes it into a folder.</summary>
    public static async Task MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", "src/WebFront", "-c", "Release", "-o", folder, "-nologo", "-v", "q" },
            WorkingDirectory = Checkout.Root,
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        Assert.True(publish.ExitCode == 0, output);
    }
}
