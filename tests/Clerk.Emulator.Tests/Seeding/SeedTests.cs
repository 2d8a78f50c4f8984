using System.Net;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.Seeding;

public sealed class SeedTests
{
    [Fact]
    public async Task Seed_SameSeedElsewhere_SameData()
    {
        await using var one = await RunningEmulator.StartAsync();
        await using var other = await RunningEmulator.StartAsync();

        foreach (var emulator in new[] { one, other })
            await emulator.PostAsync("/emulator/seed?users=300&organizations=7&memberships=100&seed=42");

        // The address of the default picture has the instance's id.
        static string Ids(JsonNode list) => string.Join(
            ' ', list.AsArray().Select(item => $"{item!["id"]} {item["created_at"]} {item["updated_at"]}"));
        Assert.Equal(
            Ids(await one.BackendAsync("/v1/users?limit=500")), Ids(await other.BackendAsync("/v1/users?limit=500")));
        Assert.Equal(
            Ids((await one.BackendAsync("/v1/organization_memberships?limit=500"))["data"]!),
            Ids((await other.BackendAsync("/v1/organization_memberships?limit=500"))["data"]!));
    }

    [Fact]
    public async Task Seed_AnotherSeed_Adds()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        await emulator.PostAsync("/emulator/seed?users=20&organizations=2&memberships=10");
        var answer = await emulator.PostAsync("/emulator/seed?users=20&organizations=2&memberships=10&seed=2");
        using var again = await emulator.AskAsync(HttpMethod.Post, "/emulator/seed?users=20&seed=2");

        Assert.Equal(40, (int)answer["total_users"]!);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(40, (int)(await emulator.BackendAsync("/v1/users/count"))["total_count"]!);
        Assert.Equal(20, (int)(await emulator.BackendAsync("/v1/organization_memberships"))["total_count"]!);
    }

    [Theory]
    [InlineData("users=200001", 422)]
    [InlineData("users=-1", 422)]
    [InlineData("users=many", 422)]
    [InlineData("users=2147483648", 422)]
    [InlineData("users=10&organizations=10001", 422)]
    [InlineData("organizations=1", 422)]
    [InlineData("users=10&organizations=2&memberships=21", 422)]
    [InlineData("users=50001&webhooks=true", 422)]
    [InlineData("users=10&seed=x", 422)]
    public async Task Seed_BeyondBounds_RefusedAndNothingAdded(string query, int status)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        using var answer = await emulator.AskAsync(HttpMethod.Post, $"/emulator/seed?{query}");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(0, (int)(await emulator.BackendAsync("/v1/users/count"))["total_count"]!);
    }

    [Fact]
    public async Task Seed_Webhooks_OnlyWhenAsked()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync("/emulator/seed?users=50&organizations=2&memberships=20&seed=1");
        await emulator.PostAsync("/emulator/seed?users=50&organizations=2&memberships=20&seed=2&webhooks=true");

        var told = await receiver.TakeAsync(72);
        Assert.Equal(50, told.Count(one => one.Type == "user.created"));
        Assert.Equal(2, told.Count(one => one.Type == "organization.created"));
        Assert.Equal(20, told.Count(one => one.Type == "organizationMembership.created"));
        Assert.All(told, one => Assert.InRange(
            (long)one.Envelope["timestamp"]! - (long)one.Data["updated_at"]!, 1, 30));
        Assert.DoesNotContain(told, one => one.Body.Contains("seed1.northwind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seed_OneOrganization_HoldsThemAll()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        await emulator.PostAsync("/emulator/seed?users=3000&organizations=1&memberships=3000");

        var organization = (await emulator.BackendAsync("/v1/organizations?include_members_count=true"))["data"]![0]!;
        Assert.Equal(3_000, (int)organization["members_count"]!);
        // Deleting it takes the memberships along.
        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/organizations/{organization["id"]}");
        Assert.Equal(0, (int)(await emulator.BackendAsync("/v1/organization_memberships"))["total_count"]!);
    }
}
