using System.Text;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi.Writes;

/// <summary>What goes to Clerk, and what never does.</summary>
public sealed class RefusedWriteTests(RecordedClerk clerk) : IClassFixture<RecordedClerk>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_IsForwardedAsItIs_AndNothingElseOfIt()
    {
        var answer = await SendAsync(
            "POST", "/V1/users/user_1/metadata?a=%20b&__clerk_api_version=2026-05-12",
            [
                "Content-Type: application/json; charset=utf-8", "User-Agent: @clerk/backend@3.25.0",
                "Idempotency-Key: one", "Cookie: __session=secret", "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Host: evil.example", "Forwarded: for=203.0.113.9", "Accept: text/html", "TE: trailers",
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "baggage: user=ada",
                "X-Custom: 1", "Origin: https://app.example", "Proxy-Authorization: Basic abc",
            ],
            "{\"public_metadata\":{\"é\":1}}");

        Assert.Equal((418, "application/x-teapot"), (answer.Status, Header(answer, "Content-Type")));
        Assert.Equal("short and stout", answer.Body);
        Assert.Equal("7", Header(answer, "Retry-After"));
        Assert.Equal("0123456789abcdef", Header(answer, "x-clerk-trace-id"));
        Assert.Null(Header(answer, "Set-Cookie"));
        Assert.Null(Header(answer, "X-Internal"));
        var sent = clerk.Last!;
        Assert.Equal(
            ("POST", "/v1/users/user_1/metadata?a=%20b&__clerk_api_version=2026-05-12"), (sent.Method, sent.Target));
        Assert.Equal("{\"public_metadata\":{\"é\":1}}", sent.Body);
        Assert.Equal(
            [
                $"Authorization: Bearer {RecordedClerk.Key}", $"Content-Length: {Encoding.UTF8.GetByteCount(sent.Body)}",
                "Content-Type: application/json; charset=utf-8", $"Host: {clerk.Authority}", "Idempotency-Key: one",
                "User-Agent: @clerk/backend@3.25.0",
            ],
            sent.Headers);
    }

    [Theory]
    [InlineData("PUT", "/v1/unknown")]
    [InlineData("PATCH", "/v1/users/user_1")]
    [InlineData("DELETE", "/v1/users/user_1")]
    [InlineData("POST", "/v1")]
    [InlineData("POST", "/v1/users?redirect=https%3A%2F%2Fevil.example%2F..%2F#no")]
    [InlineData("POST", "/v1/users/a%40b:c@d")]
    public async Task EveryWriteUnderV1_StaysOnItsPath(string method, string target)
    {
        var answer = await SendAsync(method, target);
        if (target.Contains('#', StringComparison.Ordinal))
        {
            await NotSentAsync(answer, 400);
            return;
        }

        Assert.Equal(418, answer.Status);
        Assert.Equal((method, target), (clerk.Last!.Method, clerk.Last.Target));
    }

    // What the server makes of some of them isn't under /v1 at all: that is 404 and none of Clerk's business.
    [Theory]
    [InlineData("/v1//evil.example/users")]
    [InlineData("//evil.example/v1/users")]
    [InlineData("/v1/../v1/users")]
    [InlineData("/v1/users/..")]
    [InlineData("/v1/users/../../admin")]
    [InlineData("/x/../v1/users")]
    [InlineData("/v1/%2e%2e/v1/users")]
    [InlineData("/v1/users/%2E%2e/%2e%2e/admin")]
    [InlineData("/v1/users/%2e")]
    [InlineData("/v1/users/.%2e/x")]
    [InlineData("/v1/users%2f..%2fadmin")]
    [InlineData("/v1/users/%2f%2fevil.example")]
    [InlineData("/v1/users\\..\\..\\evil")]
    [InlineData("/v1/users/%5c..%5cevil")]
    [InlineData("/v1/users/%252e%252e/x")]
    [InlineData("/v1/users/%3fa=b")]
    [InlineData("/v1/users/%23a")]
    [InlineData("/v1/users/%00")]
    [InlineData("/v1/users/%0d%0aHost:%20evil.example")]
    [InlineData("/v1/users/%c0%ae%c0%ae/x")]
    [InlineData("/v1/users/%zz")]
    [InlineData("/v1/users/%4")]
    [InlineData("/v1@evil.example/users")]
    [InlineData("/v1.evil.example/users")]
    [InlineData("/v1:80@evil.example/")]
    [InlineData("/v1/users/")]
    [InlineData("http://evil.example/v1/users")]
    [InlineData("https://evil.example:443/v1/users")]
    [InlineData("/%76%31/users")]
    [InlineData("/v1/us\u00e9rs")]
    public async Task PathThatWouldHaveToBeInterpreted_IsNotSent(string target) =>
        await NotSentAsync(await SendAsync("POST", target));

    [Theory]
    [InlineData("Idempotency-Key: one\r\nIdempotency-Key: two")]
    [InlineData("Clerk-API-Version: 2026-05-12\r\nClerk-API-Version: 2025-11-10")]
    [InlineData("Content-Type: application/json\r\nContent-Type: text/html")]
    [InlineData("User-Agent: \u00c3\u00a9")]
    [InlineData("Content-Encoding: gzip")]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked")]
    public async Task HeadersOfWhichNobodyKnowsWhatIsMeant_AreRefused(string headers) =>
        await NotSentAsync(await SendAsync("POST", "/v1/users", headers.Split("\r\n")), 400);

    [Fact]
    public async Task BrokenBody_IsRefused() => await NotSentAsync(
        await SendAsync("POST", "/v1/users", ["Transfer-Encoding: chunked"], "nothing\r\n", hasLength: false), 400);

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    public async Task MethodThatClerkDoesNotHave_Is501(string method) =>
        await NotSentAsync(await SendAsync(method, "/v1/users"), 501);

    [Theory]
    [InlineData("/v1/users")]
    [InlineData("/V1/nowhere")]
    [InlineData("/v1/users/%2e%2e/x")]
    public async Task WrongKey_Is401First(string target)
    {
        await NotSentAsync(await SendAsync("POST", target, ["Authorization: Bearer sk_test_another"]), 401);
        await NotSentAsync(await SendAsync("DELETE", target, ["Authorization:"]), 401);
    }

    [Fact]
    public async Task Body_UpToTheBound_IsSentAndALargerOneIs413()
    {
        var most = new string('x', 1024 * 1024);
        Assert.Equal(418, (await SendAsync("POST", "/v1/users", [], most)).Status);
        Assert.Equal(most.Length, clerk.Last!.Body.Length);

        var refused = await SendAsync("POST", "/v1/users", [], most + "x");
        await NotSentAsync(refused, 413);
        Assert.Contains("\"code\":\"request_body_too_large\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_AreNeverForwarded()
    {
        await NotSentAsync(await SendAsync("GET", "/v1/nowhere"), 404);
        await NotSentAsync(await SendAsync("HEAD", "/v1/nowhere"), 404);
        await NotSentAsync(await SendAsync("GET", "/v1/users/user_nobody"), 404);
    }

    private Task NotSentAsync(RawAnswer answer, int? status = null)
    {
        Assert.Null(clerk.Last);
        Assert.InRange(answer.Status, 400, 501);
        Assert.NotEqual(500, answer.Status);
        if (status is not null) Assert.Equal(status, answer.Status);
        return Task.CompletedTask;
    }

    private Task<RawAnswer> SendAsync(
        string method, string target, string[]? headers = null, string body = "", bool hasLength = true)
    {
        clerk.Forget();
        headers ??= [];
        if (!headers.Any(header => header.StartsWith("Authorization:", StringComparison.Ordinal)))
            headers = [$"Authorization: Bearer {RecordedClerk.Key}", .. headers];
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body));
        if (body.Length > 0 && hasLength) headers = [.. headers, $"Content-Length: {bytes.Length}"];
        var url = clerk.Front.Http.BaseAddress!;
        return RawHttp.SendAsync(
            url,
            $"{method} {target} HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n"
            + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n" + bytes,
            Cancel);
    }

    private static string? Header(RawAnswer answer, string name) => answer.Headers
        .Where(header => header.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
        .Select(header => header[(name.Length + 2)..]).SingleOrDefault();
}
