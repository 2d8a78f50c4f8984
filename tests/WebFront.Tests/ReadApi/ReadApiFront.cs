using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

/// <summary>A front that has a secret key and asks nobody, with a client that has the key too.</summary>
public sealed class ReadApiFront : IAsyncLifetime
{
    public const string Key = "sk_test_bm90aGluZ29mY2xlcmtz";
    public const string Version = "2026-05-12";

    private readonly FrontSettings _settings = new FrontSettings()
        .With("CLERK_SECRET_KEY", Key)
        .With("Clerk__FetchUnknownUsers", "false");

    private int _messages;

    public FrontProcess Front { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Front = await FrontProcess.StartAsync(_settings);

    /// <summary>What Clerk answers to a path, as a sample: the file's name without its end.</summary>
    public static JsonNode Sample(string name) => JsonNode.Parse(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "ReadApi", "Samples", $"{name}.json")))!;

    /// <summary>Delivers a resource by a webhook.</summary>
    public Task DeliverAsync(string type, JsonNode resource)
    {
        var at = resource["updated_at"]?.GetValue<long>() ?? 1_799_000_000_000;
        return Front.AcknowledgedAsync(
            $"msg_r{Interlocked.Increment(ref _messages)}", ClerkEventJson.Envelope(type, resource.DeepClone(), at + 5), Cancel);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? authorization = $"Bearer {Key}", string? version = Version)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (version is not null) request.Headers.Add("Clerk-API-Version", version);
        // As @clerk/backend does, also on GET.
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await Front.Http.SendAsync(request, Cancel);
    }

    /// <summary>An answer that must be good, and of the type that Clerk's SDK looks for, to the letter.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        Assert.Equal(["application/json"], answer.Content.Headers.GetValues("Content-Type"));
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(answer.Headers.GetValues("x-clerk-trace-id")));
        return JsonNode.Parse(text)!;
    }

    /// <summary>An answer that must be this error, in Clerk's shape.</summary>
    public async Task<JsonNode> RefusedAsync(string path, int status, string code, string? parameter = null)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        return await ErrorOfAsync(answer, status, code, parameter);
    }

    /// <summary>The one error of an answer, which must be this one.</summary>
    public static async Task<JsonNode> ErrorOfAsync(
        HttpResponseMessage answer, int status, string code, string? parameter = null)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal(["application/json"], answer.Content.Headers.GetValues("Content-Type"));
        var body = JsonNode.Parse(text)!;
        Assert.Equal(["errors", "clerk_trace_id"], body.AsObject().Select(member => member.Key));
        Assert.Equal(Assert.Single(answer.Headers.GetValues("x-clerk-trace-id")), body["clerk_trace_id"]!.GetValue<string>());
        var error = Assert.Single(body["errors"]!.AsArray())!;
        Assert.Equal(code, error["code"]!.GetValue<string>());
        Assert.Equal(parameter, error["meta"]?["param_name"]!.GetValue<string>());
        return error;
    }

    /// <summary>The ids of a list, or of a page's data.</summary>
    public async Task<string[]> IdsAsync(string path)
    {
        var answer = await GetAsync(path);
        return [.. (answer is JsonObject ? answer["data"]! : answer).AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }

    public static void AssertSame(JsonNode? expected, JsonNode? actual) => Assert.True(
        JsonNode.DeepEquals(expected, actual), $"Expected\n{expected?.ToJsonString()}\nbut got\n{actual?.ToJsonString()}");

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        _settings.Dispose();
    }
}
