using Identity.Testing;

namespace Identity.Cluster.Tests;

/// <summary>What is deployed: a Release build, published.</summary>
public class PublishTests
{
    /// <summary>The keys of a local Clerk, and everybody's data, lie in the front's folder once it ran there.</summary>
    private static readonly string LocalData = Checkout.Combine("src", "WebFront", "data");

    [Fact]
    public async Task Publish_Release_HasNoEmulatorAndRefusesToStartWithoutKeys()
    {
        using var folder = new TempFolder();
        var secret = Path.Combine(LocalData, $"{Guid.NewGuid():n}.json");
        var isNew = !Directory.Exists(LocalData);
        Directory.CreateDirectory(LocalData);
        await File.WriteAllTextAsync(secret, "{}", TestContext.Current.CancellationToken);
        try
        {
            await PublishedFront.MakeAsync(folder.Path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(secret);
            // The front makes it for its owner only.
            if (isNew) Directory.Delete(LocalData);
        }

        Assert.False(Directory.Exists(folder.Combine("data")), "What the front keeps here is published with it.");
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories),
            file => Path.GetFileName(file).Contains("Emulator", StringComparison.OrdinalIgnoreCase));

        using var settings = new FrontSettings { Keyless = true, Program = folder.Combine("Identity.WebFront.dll") };
        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);
        Assert.Equal(1, exitCode);
        Assert.Contains("CLERK_WEBHOOK_SIGNING_SECRET", output, StringComparison.Ordinal);
    }
}
