using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Authentication.Testing.Tests.Samples;

/// <summary>The sample's WebSocket: it tells of changes, takes new tokens, and closes with its caller.</summary>
public sealed class LiveSocketTests : IDisposable
{
    private static readonly ClerkTestIdentity Ada = ClerkTestIdentity.Of("user_ada", "org:admin");

    private readonly ManualTimeProvider _clock = new();
    private readonly ClerkTesting _clerk;
    private readonly ShopFactory _shop;

    public LiveSocketTests()
    {
        _clerk = new ClerkTesting(_clock);
        _shop = new ShopFactory(_clerk);
        _clerk.SignIn(Ada).Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _shop.Dispose();
        _clerk.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("garbage")]
    public async Task Open_NobodyOrABadToken_RefusedBeforeTheUpgrade(string? token)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(token));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutAHandshake_400()
    {
        using var ada = _clerk.CreateClient(_shop.CreateDefaultClient, Ada);
        using var answer = await ada.GetAsync("/live", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Open_Offers_AnswersWithItsOwnAndNeverTheToken()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada), "shop.live", "bearer.x");

        Assert.Equal("shop.live", socket.SubProtocol);
    }

    [Fact]
    public async Task Demoted_IsTold()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));
        Assert.Equal("org:admin", (await MessageAsync(socket)).GetProperty("role").GetString());

        _clerk.User("user_ada").Join("org:member");

        Assert.Equal("org:member", (await MessageAsync(socket)).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Revoked_Closes4403()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));
        await MessageAsync(socket);

        _clerk.User("user_ada").RevokeSessions();

        Assert.Equal((4403, "session-revoked"), await CloseAsync(socket));
    }

    [Fact]
    public async Task TokenEnds_Closes4401()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada, EndsIn(2)));

        Assert.Equal((4401, "token-expired"), await CloseAsync(socket));
    }

    [Fact]
    public async Task NewToken_OutlivesTheOldOne()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada, EndsIn(5)));
        var first = (await MessageAsync(socket)).GetProperty("deadline").GetDateTimeOffset();

        await SendTokenAsync(socket, _clerk.MintToken(Ada));

        var renewed = (await MessageAsync(socket)).GetProperty("deadline").GetDateTimeOffset();
        Assert.True(renewed > first);

        // Each change is told, also the one after the first token's end.
        for (var (i, past) = (0, false); !past; i++)
        {
            Assert.InRange(i, 0, 100);
            past = _clock.UtcNow > first;
            _clerk.User("user_ada").Join($"org:role_{i}");
            Assert.Equal($"org:role_{i}", (await MessageAsync(socket)).GetProperty("role").GetString());
        }
    }

    [Theory]
    [InlineData("garbage", "token-invalid")]
    [InlineData("other", "caller-differs")]
    public async Task NewToken_ThatWontDo_Closes4401(string token, string reason)
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));
        var sent = token == "other" ? _clerk.MintToken(ClerkTestIdentity.Of("user_ben")) : token;

        await SendTokenAsync(socket, sent);

        Assert.Equal((4401, reason), await CloseAsync(socket));
    }

    [Theory]
    [InlineData("hello", WebSocketMessageType.Text, 1007)]
    [InlineData("""{"type":"other","token":"x"}""", WebSocketMessageType.Text, 1007)]
    [InlineData("null", WebSocketMessageType.Text, 1007)]
    [InlineData("""{"type":"token","token":"x"}""", WebSocketMessageType.Binary, 1007)]
    public async Task OtherMessage_Closes(string text, WebSocketMessageType type, int code)
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));

        await socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, Cancel);

        Assert.Equal((code, "message-not-understood"), await CloseAsync(socket));
    }

    [Fact]
    public async Task HugeMessage_Closes1009()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));

        await socket.SendAsync(new byte[1024 * 1024], WebSocketMessageType.Text, endOfMessage: true, Cancel);

        Assert.Equal((1009, "message-too-long"), await CloseAsync(socket));
    }

    [Fact]
    public async Task ClientCloses_IsAnswered()
    {
        using var socket = await OpenAsync(_clerk.MintToken(Ada));

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", Cancel).WaitAsync(Patience.Limit, Cancel);

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    private Action<JsonObject> EndsIn(int seconds) =>
        claims => claims["exp"] = _clock.UtcNow.ToUnixTimeSeconds() + seconds;

    private Task<WebSocket> OpenAsync(string? token, params string[] protocols)
    {
        var client = _shop.Server.CreateWebSocketClient();
        foreach (var protocol in protocols) client.SubProtocols.Add(protocol);
        if (token is not null) client.ConfigureRequest = request => request.Headers.Authorization = "Bearer " + token;
        return client.ConnectAsync(new Uri(_shop.Server.BaseAddress, "/live"), Cancel);
    }

    private static Task SendTokenAsync(WebSocket socket, string token) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(new { type = "token", token }),
        WebSocketMessageType.Text,
        endOfMessage: true,
        Cancel);

    // What comes next; the clock goes on until something does, far slower than a token ends.
    private async Task<WebSocketReceiveResult> ReceiveAsync(WebSocket socket, byte[] buffer)
    {
        var receiving = socket.ReceiveAsync(buffer, Cancel);
        await Patience.PassAsync(
            _clock, TimeSpan.FromMilliseconds(10), receiving, Cancel, pause: TimeSpan.FromMilliseconds(1));
        return await receiving;
    }

    private async Task<JsonElement> MessageAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        var part = await ReceiveAsync(socket, buffer);
        Assert.Equal((WebSocketMessageType.Text, true), (part.MessageType, part.EndOfMessage));
        return JsonDocument.Parse(buffer.AsMemory(0, part.Count)).RootElement;
    }

    // What is still told on the way to the end is of no interest.
    private async Task<(int Code, string? Reason)> CloseAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        for (var i = 0; (await ReceiveAsync(socket, buffer)).MessageType != WebSocketMessageType.Close; i++)
        {
            Assert.InRange(i, 0, 10);
            Assert.Equal(WebSocketState.Open, socket.State);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        return ((int)socket.CloseStatus!, socket.CloseStatusDescription);
    }
}
