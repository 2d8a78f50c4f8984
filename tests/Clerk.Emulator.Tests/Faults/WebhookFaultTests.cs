using System.Net;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Faults;

public sealed class WebhookFaultTests
{
    [Fact]
    public async Task Drop_NextTwo_AreNeverSentAndTheThirdIs()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync("/emulator/faults", new { drop_webhooks = 2 });
        var lost = await emulator.PostAsync(
            "/emulator/users?wait=true", new { email_address = "noor@northwind.example" });
        await emulator.UserAsync("ilse");
        await emulator.UserAsync("mira");

        Assert.False((bool)lost["delivered"]!);
        Assert.Equal("mira", (string)(await receiver.NextAsync()).Data["username"]!);
        var faults = await emulator.GetAsync("/emulator/faults");
        Assert.Equal(0, (int)faults["drop_webhooks"]!);
        Assert.Equal(2, (int)faults["dropped"]!);
        var deliveries = (await emulator.GetAsync("/emulator/deliveries")).AsArray();
        Assert.Equal(2, deliveries.Count(one => (string)one!["state"]! == "dropped"));
        // The users are there all the same: it is for a reconciliation to find them.
        Assert.Equal(3, (int)(await emulator.BackendAsync("/v1/users/count"))["total_count"]!);
    }

    [Fact]
    public async Task Drop_All_UntilCleared()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await WebhookReceiver.StartAsync();
        var path = folder["state.json"];
        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, receiver: receiver))
        {
            await emulator.PostAsync("/emulator/faults", new { drop_webhooks = "all" });
            for (var number = 0; number < 5; number++)
                await emulator.UserAsync($"user-{number}");
            Assert.Equal("all", (string)(await emulator.GetAsync("/emulator/faults"))["drop_webhooks"]!);
            var cleared = await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");
            Assert.Equal(0, (int)cleared["drop_webhooks"]!);
        }

        // Not even a restart sends them.
        await using var next = await RunningEmulator.StartAsync(o => o.StatePath = path, receiver: receiver);
        await next.UserAsync("noor");
        Assert.Equal("noor", (string)(await receiver.NextAsync()).Data["username"]!);
    }

    [Fact]
    public async Task Duplicate_Thrice_SameIdFourTimes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync("/emulator/faults", new { duplicate_webhooks = 3 });
        await emulator.UserAsync("noor");
        var told = await receiver.TakeAsync(4);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");
        await emulator.UserAsync("ilse");

        Assert.Single(told.Select(one => one.Id).Distinct());
        Assert.Single(told.Select(one => one.Body).Distinct());
        Assert.Equal("ilse", (string)(await receiver.NextAsync()).Data["username"]!);
    }

    [Fact]
    public async Task Hold_Released_InTheOrderOfItsSeed()
    {
        var orders = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
            await emulator.PostAsync("/emulator/faults", new { hold_webhooks = true, seed = 7 });
            for (var number = 0; number < 12; number++)
                await emulator.UserAsync($"user-{number}");
            Assert.Equal(12, (int)(await emulator.GetAsync("/emulator/faults"))["held"]!);
            Assert.False(receiver.TryTake());

            var released = await emulator.PostAsync("/emulator/faults/release");

            var told = await receiver.TakeAsync(12);
            Assert.Equal(7, (int)released["seed"]!);
            Assert.Equal(
                released["released"]!.AsArray().Select(id => (string)id!), told.Select(one => one.Id));
            orders.Add(string.Join(' ', told.Select(one => (string)one.Data["username"]!)));
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.NotEqual(string.Join(' ', Enumerable.Range(0, 12).Select(number => $"user-{number}")), orders[0]);
    }

    [Fact]
    public async Task Shuffle_Five_LeaveTogether()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync("/emulator/faults", new { shuffle_webhooks = 5, seed = 1 });
        for (var number = 0; number < 7; number++)
            await emulator.UserAsync($"user-{number}");

        var first = await receiver.TakeAsync(5);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => $"user-{number}"),
            first.Select(one => (string)one.Data["username"]!).Order());
        Assert.Equal(2, (int)(await emulator.GetAsync("/emulator/faults"))["held"]!);
        // Clearing leaves nothing behind.
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/faults");
        Assert.Equal(
            ["user-5", "user-6"],
            (await receiver.TakeAsync(2)).Select(one => (string)one.Data["username"]!).Order());
    }

    [Fact]
    public async Task Delay_Milliseconds_FirstAttemptWaits()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(clock: clock, receiver: receiver);

        await emulator.PostAsync("/emulator/faults", new { delay_webhooks_ms = 3_000 });
        await emulator.UserAsync("noor");
        await Patience.UntilAsync(() => clock.ActiveTimers == 1, TestContext.Current.CancellationToken);
        var began = clock.GetUtcNow().ToUnixTimeSeconds();
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(began + 3, (await receiver.NextAsync()).Timestamp);
    }

    [Theory]
    [InlineData("""{"drop_webhooks":-1}""")]
    [InlineData("""{"drop_webhooks":"some"}""")]
    [InlineData("""{"duplicate_webhooks":21}""")]
    [InlineData("""{"delay_webhooks_ms":60001}""")]
    [InlineData("""{"hold_webhooks":1}""")]
    [InlineData("""{"shuffle_webhooks":1.5}""")]
    [InlineData("""{"api_status":200}""")]
    [InlineData("""{"api_status":418}""")]
    [InlineData("""{"api_rate_limit":0}""")]
    [InlineData("""{"api_delay_ms":100000}""")]
    [InlineData("""{"explode":true}""")]
    public async Task Faults_OutOfBounds_RefusedAndUnchanged(string body)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var before = (await emulator.GetAsync("/emulator/faults")).ToJsonString();

        using var answer = await emulator.Http.PostAsync(
            "/emulator/faults",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(before, (await emulator.GetAsync("/emulator/faults")).ToJsonString());
    }
}
