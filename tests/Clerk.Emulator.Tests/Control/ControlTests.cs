using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Emulator.Tests.Control;

public sealed class ControlTests
{
    [Fact]
    public async Task User_EmptiedFields_AreNone()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var answer = await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/users/ada", new { first_name = " ", username = "ADA-2" });

        Assert.Null(answer["user"]!["first_name"]);
        Assert.Equal("ada-2", (string)answer["user"]!["username"]!);
        Assert.Equal("Okafor", (string)answer["user"]!["last_name"]!);
    }

    [Fact]
    public async Task Users_Listed_InOrderWithTheirStanding()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.PostAsync("/emulator/users/kenji/sign-in");

        var users = (await emulator.GetAsync("/emulator/users")).AsArray();

        Assert.Equal(["ada", "kenji", "mira"], users.Select(user => (string)user!["username"]!));
        Assert.Null(users[0]!["emulator"]!["session_id"]);
        Assert.NotNull(users[1]!["emulator"]!["session_id"]);
        Assert.Equal("org:member", (string)users[1]!["emulator"]!["organizations"]![0]!["role"]!);
    }

    [Fact]
    public async Task Organizations_Listed_WithMembers()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var organization = Assert.Single((await emulator.GetAsync("/emulator/organizations")).AsArray())!;

        Assert.Equal("northwind-labs", (string)organization["slug"]!);
        Assert.Equal(
            ["org:admin", "org:member"], organization["members"]!.AsArray().Select(member => (string)member!["role"]!));
    }

    [Fact]
    public async Task RevokeSessions_OfAUser_SaysHowMany()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");
        await emulator.PostAsync("/emulator/users/noor/sign-in");
        await emulator.PostAsync("/emulator/users/noor/sign-in");

        // As a command line sends it: no body, no content type.
        using var answer = await emulator.Http.PostAsync(
            "/emulator/users/noor/sessions/revoke", content: null, TestContext.Current.CancellationToken);

        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(2, (int)body["revoked"]!);
        Assert.True((bool)body["delivered"]!);
    }

    [Fact]
    public async Task Session_Revoked_TokenIsRefusedHere()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        var id = (string)(await emulator.PostAsync("/emulator/users/ada/sign-in"))["session_id"]!;

        var revoked = await emulator.PostAsync($"/emulator/sessions/{id}/revoke");
        using var token = await emulator.AskAsync(HttpMethod.Post, $"/emulator/sessions/{id}/token");

        Assert.Equal("revoked", (string)revoked["session"]!["status"]!);
        Assert.Equal(HttpStatusCode.Conflict, token.StatusCode);
    }

    [Fact]
    public async Task FrontMe_FrontUp_PassesItsAnswerOn()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var front = builder.Build();
        front.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync($"{context.Request.Path} {context.Request.Headers.Authorization}");
        });
        await front.StartAsync(TestContext.Current.CancellationToken);
        await using var emulator = await RunningEmulator.StartAsync(options =>
            (options.Seed, options.FrontUrl) = (true, new Uri(front.Urls.Single())));
        var id = (string)(await emulator.PostAsync("/emulator/users/ada/sign-in"))["session_id"]!;
        await emulator.PostAsync($"/emulator/sessions/{id}/revoke");

        // The token of a session that is over: what a thief would hold.
        var answer = await emulator.GetAsync($"/emulator/front/me?session_id={id}");

        Assert.Equal(401, (int)answer["status"]!);
        Assert.StartsWith("/identity/me Bearer eyJ", (string)answer["body"]!, StringComparison.Ordinal);
        Assert.Null(answer["reason"]);
    }

    [Fact]
    public async Task FrontMe_FrontDown_SaysSo()
    {
        await using var emulator = await RunningEmulator.StartAsync(options =>
            (options.Seed, options.FrontUrl) = (true, new Uri("http://127.0.0.1:1")));
        var id = (string)(await emulator.PostAsync("/emulator/users/ada/sign-in"))["session_id"]!;

        var answer = await emulator.GetAsync($"/emulator/front/me?session_id={id}");

        Assert.Null(answer["status"]);
        Assert.Contains("127.0.0.1:1", (string)answer["reason"]!, StringComparison.Ordinal);
    }
}
