using System.Net;
using System.Text.Json;
using Identity.Testing;

namespace Identity.WebFront.Tests.Identity.Live;

/// <summary>How many live connections there may be, how a token gets there without a header, and what a stop does.</summary>
public sealed class LiveLimitTests
{
    private const long Start = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_TooMany_429OfAUserAnd503OfAll()
    {
        using var settings = Limited();
        await using var front = await FrontProcess.StartAsync(settings);
        await using var one = await LiveClient.OpenAsync(front, await TokenAsync(front, "user_ada"));
        await using var two = await LiveClient.OpenAsync(front, await TokenAsync(front, "user_ada"));
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "urn:identity:problem:too-many-connections"), await RefusalAsync(front, "user_ada"));
        await using var three = await LiveClient.OpenAsync(front, await TokenAsync(front, "user_ben"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "urn:identity:problem:overloaded"), await RefusalAsync(front, "user_ben"));
        Assert.Contains("identity_live_connections 3", await front.Http.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);

        // The place is free as soon as the server has seen that the client is gone.
        await one.DisposeAsync();
        await Patience.UntilAsync(
            async () =>
            {
                using var again = await LiveClient.AskAsync(front, await TokenAsync(front, "user_ada"));
                return again.StatusCode == HttpStatusCode.OK;
            },
            Cancel,
            () => front.Output);
    }

    [Fact]
    public async Task Live_TokenInTheQuery_AsAnEventSourceSendsIt()
    {
        using var settings = Limited().With("Authentication__Schemes__Clerk__TokenQueryParameter", "token");
        await using var front = await FrontProcess.StartAsync(settings);
        var token = await TokenAsync(front, "user_ada");

        await using var live = await LiveClient.OpenAsync(front, token: null, path: "/identity/live?token=" + token);

        Assert.Equal("caller", (await live.NextAsync())?.EventType);
        Assert.DoesNotContain(token, front.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_ServerStops_StreamEndsAtOnce()
    {
        using var settings = Limited().With("HostOptions__ShutdownTimeout", "00:10:00");
        await using var front = await FrontProcess.StartAsync(settings);
        await using var live = await LiveClient.OpenAsync(front, await TokenAsync(front, "user_ada"));
        Assert.Equal("caller", (await live.NextAsync())?.EventType);

        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", front.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        Assert.Null(await live.NextAsync());
        Assert.Equal(0, await front.EndsAsync(Cancel));
    }

    [Theory]
    [InlineData("Live__MaxConnections", "0")]
    [InlineData("Live__MaxConnectionsPerUser", "0")]
    public async Task Start_LimitThatCannotWork_Refused(string name, string value)
    {
        using var settings = new FrontSettings().With(name, value);

        var (exitCode, output) = await FrontProcess.RefuseAsync(settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(name.Replace("__", ":", StringComparison.Ordinal) + " must be", output, StringComparison.Ordinal);
    }

    private static FrontSettings Limited() =>
        new FrontSettings().With("Live__MaxConnections", "3").With("Live__MaxConnectionsPerUser", "2");

    private static async Task<string> TokenAsync(FrontProcess front, string user)
    {
        await front.AcknowledgedAsync(
            "msg_" + user, ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, Start), Start), Cancel);
        return front.Settings.Token(user, "sess_" + user);
    }

    private static async Task<(HttpStatusCode, string?)> RefusalAsync(FrontProcess front, string user)
    {
        using var answer = await LiveClient.AskAsync(front, await TokenAsync(front, user));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.Contains("Retry-After"));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;
        return (answer.StatusCode, problem.GetProperty("type").GetString());
    }
}
