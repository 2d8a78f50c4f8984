using System.Diagnostics;
using Identity.Testing;

namespace Identity.Clerk.Tests;

/// <summary>What other tests rest on: programs are heard, and none outlives its test.</summary>
public sealed class TestingProgramTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_Program_GetsItsInputAndIsHeard()
    {
        var run = await ProgramRun.RunAsync(Shell("cat; echo oh >&2; exit 3"), "in", Patience.Limit, Cancel);

        Assert.Equal(new ProgramRun(3, "in", "oh\n"), run);
    }

    [Fact]
    public async Task SucceedAsync_ProgramFails_TellsWhatItPrinted()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ProgramRun.SucceedAsync(Shell("echo out; echo err >&2; exit 3"), "", Patience.Limit, Cancel));

        Assert.Contains("ended with 3:\nout\nerr", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ProgramNeverEnds_IsKilledWithItsChildren()
    {
        using var folder = new TempFolder();
        var pid = folder.Combine("pid");

        var failure = await Assert.ThrowsAsync<TimeoutException>(() => ProgramRun.RunAsync(
            Shell($"sleep 1000 & echo $! >{pid}; echo begun; wait"), "", TimeSpan.FromSeconds(3), Cancel));

        Assert.Contains("begun", failure.Message, StringComparison.Ordinal);
        var child = (await File.ReadAllTextAsync(pid, Cancel)).Trim();
        await Patience.UntilAsync(() => !IsAlive(child), Cancel);
    }

    [Fact]
    public async Task ServerProcess_DiesBeforeItListens_FailsAtOnceWithWhatItPrinted()
    {
        var name = $"dies{Guid.NewGuid():n}";

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(
            name, FreePort.Url(), new Dictionary<string, string>(), ["true"], ["sh", "-c", "echo no room; exit 3"]));

        Assert.Contains("no room", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(Path.GetTempPath(), name + "*"));
    }

    // Its parent is gone, so that it may stay as a zombie where nobody takes it over.
    private static bool IsAlive(string pid)
    {
        var status = $"/proc/{pid}/stat";
        return File.Exists(status) && !File.ReadAllText(status).Split(')')[^1].TrimStart().StartsWith('Z');
    }

    private static ProcessStartInfo Shell(string script) => new("sh", ["-c", script]);
}
