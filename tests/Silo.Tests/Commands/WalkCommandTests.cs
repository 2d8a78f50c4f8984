using Identity.Clerk.Emulator.Tests;
using Identity.Testing;

namespace Identity.Silo.Tests.Commands;

public sealed class WalkCommandTests : IAsyncLifetime
{
    private WalkDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await WalkDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Backfill_OutputIsNoTerminal_PrintsPlainLines()
    {
        await using var emulator = await StartAsync(users: 700);
        var (exitCode, output) = await SiloCommand.RunAsync(_database, emulator, "backfill");
        Assert.True(exitCode == 0, output);
        Assert.Contains("users 500 of 700", output, StringComparison.Ordinal);
        Assert.Contains("Backfill: roles: ", output, StringComparison.Ordinal);
        Assert.Contains("users: 700 read, 700 new; organizations: 2 read, 2 new; memberships: 20 read, 20 new", output,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
        Assert.Equal(700, await CountUsersAsync());

        (exitCode, output) = await SiloCommand.RunAsync(_database, emulator, "backfill");
        Assert.True(exitCode == 0, output);
        Assert.Contains("users: 700 read, 0 new", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_OnATerminal_ShowsBars()
    {
        Assert.SkipWhen(
            MachineProgram.Find("script") is null && MachineProgram.MayBeMissing,
            "There is no 'script' (bsdutils) that makes a terminal.");
        await using var emulator = await StartAsync(users: 700);
        using var command = SiloCommand.StartOnTerminal(_database, emulator, "backfill");
        var exitCode = await command.EndsAsync();
        Assert.True(exitCode == 0, command.Output);
        Assert.Contains('\u001b', command.Output);
        Assert.Contains("100%", command.Output, StringComparison.Ordinal);
        Assert.Contains("700 of 700", command.Output, StringComparison.Ordinal);
        Assert.Contains("/s", command.Output, StringComparison.Ordinal);
        Assert.Contains("users: 700 read, 700 new", command.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backfill_Interrupted_Is130AndGoesOnNextTime()
    {
        await using var emulator = await StartAsync(users: 2200);
        await emulator.PostAsync("/emulator/faults", new { api_delay_ms = 700 });
        using (var command = SiloCommand.Start(_database, emulator, "backfill"))
        {
            await command.PrintsAsync("users 500 of 2,200");
            await command.InterruptAsync();
            var interrupted = await command.EndsAsync();
            Assert.True(interrupted == 130, $"{interrupted}\n{command.Output}");
            Assert.Contains("goes on from here", command.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", command.Output, StringComparison.Ordinal);
        }

        Assert.InRange(await CountUsersAsync(), 500, 2199);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");
        var (exitCode, output) = await SiloCommand.RunAsync(_database, emulator, "backfill");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("roles", output, StringComparison.Ordinal);
        Assert.Equal(2200, await CountUsersAsync());
    }

    [Fact]
    public async Task Reconcile_Full_RemovesWhatIsGone()
    {
        await using var emulator = await StartAsync(users: 50);
        await SiloCommand.RunAsync(_database, emulator, "backfill");
        var user = (string)(await emulator.BackendAsync("/v1/users?limit=1&order_by=%2Bcreated_at"))[0]!["id"]!;
        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/users/{user}");

        var (exitCode, output) = await SiloCommand.RunAsync(_database, emulator, "reconcile");
        Assert.True(exitCode == 0, output);
        Assert.Contains("RecentReconcile: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", output, StringComparison.Ordinal);

        // Wherever it stands among the arguments.
        (exitCode, output) = await SiloCommand.RunAsync(
            _database, emulator, "reconcile", "--Reconcile:MaxRemovals=0", "--full");
        Assert.True(exitCode == 1, output);
        Assert.Contains("gone and spared", output, StringComparison.Ordinal);
        Assert.Equal(50, await CountUsersAsync());

        (exitCode, output) = await SiloCommand.RunAsync(_database, emulator, "reconcile", "--full");
        Assert.True(exitCode == 0, output);
        Assert.Contains("users: 49 read, 0 new, 1 gone", output, StringComparison.Ordinal);
        Assert.Equal(49, await CountUsersAsync());
    }

    [Theory]
    [InlineData("backfil")]
    [InlineData("backfill", "--full")]
    public async Task Run_NoSuchCommand_Is2WithUsage(params string[] arguments)
    {
        var (exitCode, output) = await SiloCommand.RunAsync(_database, null, arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains("usage: backfill", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoKey_Is1AndSaysSo()
    {
        var (exitCode, output) = await SiloCommand.RunAsync(_database, null, "backfill");
        Assert.Equal(1, exitCode);
        Assert.Contains("CLERK_SECRET_KEY", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongKey_Is1AndSaysSo()
    {
        await using var emulator = await StartAsync(users: 1);
        await using var other = await RunningEmulator.StartAsync();
        var (exitCode, output) = await SiloCommand.RunAsync(
            _database, emulator, "backfill", $"--CLERK_SECRET_KEY={other.Settings.SecretKey}");
        Assert.Equal(1, exitCode);
        Assert.Contains("Backfill broke off: Clerk's Backend API answered 401", output, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Settings.SecretKey, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KeyOfAnotherInstance_Is1AndChangesNothing()
    {
        await using var emulator = await StartAsync(users: 20);
        await using var other = await StartAsync(users: 5);
        await SiloCommand.RunAsync(_database, emulator, "backfill");
        var (exitCode, output) = await SiloCommand.RunAsync(_database, other, "reconcile", "--full");
        Assert.Equal(1, exitCode);
        Assert.Contains(other.Settings.InstanceId, output, StringComparison.Ordinal);
        Assert.Equal(20, await CountUsersAsync());
    }

    private static async Task<RunningEmulator> StartAsync(int users)
    {
        var emulator = await RunningEmulator.StartAsync();
        var memberships = Math.Min(20, 2 * users);
        await emulator.PostAsync(
            $"/emulator/seed?users={users}&organizations=2&memberships={memberships}&seed={users}");
        return emulator;
    }

    private Task<long> CountUsersAsync() => _database.CountUsersAsync(TestContext.Current.CancellationToken);
}
