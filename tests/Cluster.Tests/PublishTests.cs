using System.Diagnostics;
using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>What is deployed: a Release build, published.</summary>
public class PublishTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Publish_Release_HasNoEmulatorAndRefusesToStartWithoutKeys()
    {
        using var folder = new TempFolder();
        await PublishAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("Emulator", StringComparison.OrdinalIgnoreCase));

        using var settings = new FrontSettings { Keyless = true, Program = folder.Combine("Identity.WebFront.dll") };
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("CLERK_WEBHOOK_SIGNING_SECRET", output, StringComparison.Ordinal);
    }

    private static async Task PublishAsync(string folder, CancellationToken cancellationToken)
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
