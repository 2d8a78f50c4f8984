using Identity.Testing;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Emulator.Tests.Webhooks;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Change_ReceiverUp_IsDeliveredSignedOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        var answer = await emulator.PostAsync(
            "/emulator/users?wait=true", new { email_address = "noor@northwind.example" });

        Assert.True((bool)answer["delivered"]!);
        var told = await receiver.NextAsync();
        Assert.Equal("user.created", told.Type);
        Assert.Matches("^msg_[0-9A-Za-z]{27}$", told.Id);
        Assert.Equal(emulator.Settings.InstanceId, (string)told.Envelope["instance_id"]!);
        Assert.False(receiver.TryTake());
        Assert.Empty(receiver.Refused);
    }

    [Fact]
    public async Task Change_NotTakenTwice_SameIdNewTimestamp()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        var answers = new Queue<int>([StatusCodes.Status500InternalServerError, StatusCodes.Status302Found, 200]);
        receiver.Answer = (_, _) => answers.Dequeue();
        await using var emulator = await RunningEmulator.StartAsync(clock: clock, receiver: receiver);

        await emulator.UserAsync("noor");
        var first = await receiver.NextAsync();
        await FailedAsync(emulator, clock, attempts: 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = await receiver.NextAsync();
        await FailedAsync(emulator, clock, attempts: 2);
        clock.Advance(TimeSpan.FromSeconds(5));
        var third = await receiver.NextAsync();

        Assert.Equal([first.Id, first.Id], [second.Id, third.Id]);
        Assert.Equal([first.Body, first.Body], [second.Body, third.Body]);
        Assert.Equal([first.Timestamp + 1, first.Timestamp + 6], [second.Timestamp, third.Timestamp]);
        Assert.Empty(receiver.Refused);
    }

    [Fact]
    public async Task Change_ReceiverAsksForTime_GetsIt()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        var answers = new Queue<int>([StatusCodes.Status503ServiceUnavailable, 200]);
        receiver.Answer = (_, response) =>
        {
            response.Headers.RetryAfter = "2";
            return answers.Dequeue();
        };
        await using var emulator = await RunningEmulator.StartAsync(clock: clock, receiver: receiver);

        await emulator.UserAsync("noor");
        var first = await receiver.NextAsync();
        await FailedAsync(emulator, clock, attempts: 1);
        clock.Advance(TimeSpan.FromSeconds(2));
        var second = await receiver.NextAsync();

        // A timer that is due after one second would have fired at that second.
        Assert.Equal(first.Timestamp + 2, second.Timestamp);
    }

    [Fact]
    public async Task Change_NotTaken_AnswersAfterTheWaitAndIsListed()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, _) => StatusCodes.Status500InternalServerError;
        await using var emulator = await RunningEmulator.StartAsync(clock: clock, receiver: receiver);

        var waiting = emulator.PostAsync("/emulator/users?wait=true", new { email_address = "noor@northwind.example" });
        await receiver.NextAsync();
        // The caller's wait is the second timer.
        await FailedAsync(emulator, clock, attempts: 1, timers: 2);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False((bool)(await waiting)["delivered"]!);
        var listed = Assert.Single((await emulator.GetAsync("/emulator/deliveries")).AsArray())!.AsObject();
        Assert.Equal(
            ["svix_id", "type", "state", "attempts", "status", "created_at"], listed.Select(member => member.Key));
        Assert.Equal("pending", (string)listed["state"]!);
        Assert.Equal(500, (int)listed["status"]!);
    }

    [Fact]
    public async Task Restart_Undelivered_SentWithTheSameIdAndKeys()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await WebhookReceiver.StartAsync();
        var path = folder["state.json"];
        receiver.Answer = (_, _) => StatusCodes.Status503ServiceUnavailable;
        EmulatorSettings settings;
        string id;
        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, receiver: receiver))
        {
            settings = emulator.Settings;
            await emulator.UserAsync("noor");
            id = (await receiver.NextAsync()).Id;
        }

        receiver.Answer = (_, _) => StatusCodes.Status200OK;
        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, receiver: receiver))
        {
            Assert.Equal(id, (await receiver.NextAsync()).Id);
            Assert.Equal(settings.SecretKey, emulator.Settings.SecretKey);
            Assert.Equal(settings.WebhookSigningSecret, emulator.Settings.WebhookSigningSecret);
            Assert.Equal(settings.InstanceId, emulator.Settings.InstanceId);
            await Patience.UntilAsync(
                async () => !(await File.ReadAllTextAsync(path)).Contains(id, StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
        }

        await using (var emulator = await RunningEmulator.StartAsync(o => o.StatePath = path, receiver: receiver))
        {
            // What was delivered stays delivered: the next webhook is the new user's.
            await emulator.UserAsync("ilse");
            Assert.Equal("ilse", (string)(await receiver.NextAsync()).Data["username"]!);
        }
    }

    [Fact]
    public async Task Change_Killed_IsInTheFileBeforeTheAnswer()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, _) => StatusCodes.Status503ServiceUnavailable;
        await using var killed = await RunningEmulator.StartAsync(
            options => options.StatePath = folder["state.json"], receiver: receiver);
        await killed.UserAsync("noor");
        var token = await killed.TokenAsync("/emulator/token/noor?wait=false");
        // What a kill would leave behind.
        File.Copy(folder["state.json"], folder["copy.json"]);

        receiver.Answer = (_, _) => StatusCodes.Status200OK;
        await using var next = await RunningEmulator.StartAsync(
            options => options.StatePath = folder["copy.json"], receiver: receiver);

        var user = Assert.Single((await next.GetAsync("/emulator/users")).AsArray())!;
        Assert.Equal("noor", (string)user["username"]!);
        Assert.NotNull(user["emulator"]!["session_id"]);
        Assert.Equal(
            (string)(await killed.GetAsync("/.well-known/jwks.json"))["keys"]![0]!["n"]!,
            (string)(await next.GetAsync("/.well-known/jwks.json"))["keys"]![0]!["n"]!);
        Assert.NotEmpty(token);
    }

    [Fact]
    public async Task Seed_NewInstance_IsToldLikeAnyChange()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(o => o.Seed = true, receiver: receiver);

        var told = await receiver.TakeAsync(6);

        Assert.Equal(
            ["ada", "kenji", "mira"],
            told.Where(one => one.Type == "user.created").Select(one => (string)one.Data["username"]!).Order());
        Assert.Equal(
            ["org:admin ada", "org:member kenji"],
            told.Where(one => one.Type == "organizationMembership.created")
                .Select(one => $"{one.Data["role"]} {one.Data["public_user_data"]!["username"]}").Order());
        Assert.Single(told, one => one.Type == "organization.created");
    }

    [Fact]
    public async Task Change_WithoutReceiver_SendsAndKeepsNothing()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var answer = await emulator.PostAsync(
            "/emulator/users?wait=true", new { email_address = "noor@northwind.example" });

        Assert.False((bool)answer["delivered"]!);
        Assert.Empty((await emulator.GetAsync("/emulator/deliveries")).AsArray());
    }

    /// <summary>Until the attempt has failed and the next one has its timer, the only one where nobody waits.</summary>
    private static Task FailedAsync(RunningEmulator emulator, ManualTimeProvider clock, int attempts, int timers = 1) =>
        Patience.UntilAsync(
            async () =>
            {
                var listed = await emulator.GetAsync("/emulator/deliveries");
                return (int)listed[0]!["attempts"]! == attempts && clock.ActiveTimers == timers;
            },
            TestContext.Current.CancellationToken);
}
