using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>What is deployed: a Release build, published.</summary>
public class PublishTests
{
    [Fact]
    public async Task Publish_Release_HasNoEmulatorAndRefusesToStartWithoutKeys()
    {
        using var folder = new TempFolder();
        await PublishedFront.MakeAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("Emulator", StringComparison.OrdinalIgnoreCase));

        using var settings = new FrontSettings { Keyless = true, Program = folder.Combine("Identity.WebFront.dll") };
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("CLERK_WEBHOOK_SIGNING_SECRET", output, StringComparison.Ordinal);
    }
}
