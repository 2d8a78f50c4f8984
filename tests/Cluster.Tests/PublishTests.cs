using System.Diagnostics;
using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>What is deployed: a Release build, published.</summary>
public class PublishTests
{
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
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        Assert.True(publish.ExitCode == 0, output);
    }
}
