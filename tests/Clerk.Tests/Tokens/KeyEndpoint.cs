using System.Text;
using Identity.Clerk.Keys;
using Identity.Clerk.Tokens;
using Identity.Testing;
using Microsoft.AspNetCore.Http;

namespace Identity.Clerk.Tests.Tokens;

/// <summary>A key endpoint whose answer a test can change, and a source that fetches from it by a manual clock.</summary>
internal sealed class KeyEndpoint : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private KeyEndpoint(KestrelServer server)
    {
        Assert.True(SecretKey.TryParse("sk_test_abc", out var secret, out _));
        Server = server;
        Keys = new JwksKeySource(_http, server.Address, secret, new JwksOptions(), Clock);
        AnswerWith(Forge.Jwk(Forge.Rsa));
    }

    public ManualTimeProvider Clock { get; } = new();

    public KestrelServer Server { get; }

    public JwksKeySource Keys { get; }

    public static async Task<KeyEndpoint> StartAsync() => new(await KestrelServer.StartAsync());

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    public void AnswerWith(params string[] keys)
    {
        var body = Encoding.UTF8.GetBytes(Set(keys));
        Server.Answer = context => context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _http.Dispose();
    }
}
