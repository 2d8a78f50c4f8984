using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.State;

public sealed class LargeStateTests
{
    [Fact]
    public async Task Change_LargeState_IsWrittenLaterAndOnceForMany()
    {
        using var folder = new TemporaryFolder();
        var path = folder["state.json"];
        var clock = new ManualTimeProvider();
        await using var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, clock);
        await emulator.PostAsync("/emulator/seed?users=5000");
        var seeded = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.True(seeded.Length > 1024 * 1024);

        await emulator.UserAsync("noor");
        await emulator.UserAsync("ilse");

        Assert.Equal(seeded, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        clock.Advance(TimeSpan.FromSeconds(2));
        await WrittenAsync(path, "noor@", "ilse@");
        // And so on.
        await Patience.UntilAsync(() => clock.ActiveTimers == 0, TestContext.Current.CancellationToken);
        await emulator.UserAsync("mira");
        await Patience.UntilAsync(() => clock.ActiveTimers == 1, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMinutes(1));
        await WrittenAsync(path, "mira@");
    }

    [Fact]
    public async Task Stop_LargeState_LosesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder["state.json"];
        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, new ManualTimeProvider()))
        {
            await emulator.PostAsync("/emulator/seed?users=5000&organizations=10&memberships=500");
            await emulator.UserAsync("noor");
        }

        await using var next = await RunningEmulator.StartAsync(o => o.StatePath = path);

        Assert.Equal(5_001, (int)(await next.BackendAsync("/v1/users/count"))["total_count"]!);
        Assert.Single((await next.BackendAsync("/v1/users?username=noor")).AsArray());
        Assert.Equal(500, (int)(await next.BackendAsync("/v1/organization_memberships"))["total_count"]!);
    }

    [Fact]
    public async Task Start_StateOfAnEarlierVersion_HasTheInitialRoles()
    {
        using var folder = new TemporaryFolder();
        var path = folder["state.json"];
        string roles;
        await using (var emulator = await RunningEmulator.StartAsync(o => (o.StatePath, o.Seed) = (path, true)))
            roles = (await emulator.BackendAsync("/v1/organization_roles"))["data"]!.ToJsonString();
        var state = System.Text.Json.Nodes.JsonNode.Parse(
            await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        foreach (var part in new[] { "roles", "permissions", "invitations", "domains" })
            Assert.True(state["instance"]!.AsObject().Remove(part));
        await File.WriteAllTextAsync(path, state.ToJsonString(), TestContext.Current.CancellationToken);

        await using var next = await RunningEmulator.StartAsync(o => o.StatePath = path);

        Assert.Equal(roles, (await next.BackendAsync("/v1/organization_roles"))["data"]!.ToJsonString());
        Assert.Equal(2, (int)(await next.BackendAsync("/v1/organization_memberships"))["total_count"]!);
    }

    private static Task WrittenAsync(string path, params string[] texts) => Patience.UntilAsync(
        async () =>
        {
            var written = await File.ReadAllTextAsync(path);
            return Array.TrueForAll(texts, text => written.Contains(text, StringComparison.Ordinal));
        },
        TestContext.Current.CancellationToken);
}
