using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Identity.Clerk.Emulator.Tests.Control;

public sealed class ControlGuardTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:5081")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task AnyRequest_ForeignHost_400(string host)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        foreach (var path in new[] { "/", "/emulator/users", "/v1/jwks", "/.well-known/jwks.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = host;

            await AssertRefusedAsync(emulator, request, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Get_Localhost_IsAnswered()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/emulator/users");
        request.Headers.Host = $"localhost:{emulator.Url.Port}";

        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:5080")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Change_FromAnotherSite_403(string header, string value)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/users/ada/ban");
        request.Headers.TryAddWithoutValidation(header, value);
        request.Content = Json("{}");

        await AssertRefusedAsync(emulator, request, HttpStatusCode.Forbidden);
        Assert.False((bool)(await emulator.GetAsync("/emulator/users"))[0]!["banned"]!);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonp")]
    public async Task Change_AsAFormWouldSendIt_415(string contentType)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/emulator/users/ada/ban");
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        await AssertRefusedAsync(emulator, request, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Change_BrowserWithoutContentType_NeedsTheHeader()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        using var bare = new HttpRequestMessage(HttpMethod.Post, "/emulator/users/ada/ban");
        bare.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "none");
        using var named = new HttpRequestMessage(HttpMethod.Post, "/emulator/users/ada/ban");
        named.Headers.TryAddWithoutValidation("Origin", emulator.Url.GetLeftPart(UriPartial.Authority));
        named.Headers.Add("X-Clerk-Emulator", "1");

        await AssertRefusedAsync(emulator, bare, HttpStatusCode.UnsupportedMediaType);
        using var answer = await emulator.Http.SendAsync(named, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Preflight_AnyOrigin_GetsNoPermission()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, "/emulator/users");
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "POST");

        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(
            answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task AssertRefusedAsync(
        RunningEmulator emulator, HttpRequestMessage request, HttpStatusCode status)
    {
        using var answer = await emulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }
}
