using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Browser.Tests;

/// <summary>
/// The least that answers as a front does: it believes signed webhooks, and tells who a token's user is.
/// </summary>
internal sealed class StubFront : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, JsonObject> _users = new();
    private readonly ConcurrentDictionary<string, string> _sessions = new();
    private readonly WebApplication _application;

    private StubFront(WebApplication application) => _application = application;

    public string Secret { get; set; } = "";

    public Uri Url => new(_application.Urls.Single());

    public static async Task<StubFront> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var front = new StubFront(application);
        application.MapPost("/webhooks/clerk", front.ReceiveAsync);
        application.MapGet("/identity/me", front.WhoAmIAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return front;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var signed = $"{context.Request.Headers["svix-id"]}.{context.Request.Headers["svix-timestamp"]}.{body}";
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var mac = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        if (context.Request.Headers["svix-signature"] != mac)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var envelope = JsonNode.Parse(body)!;
        var data = envelope["data"]!.AsObject();
        var type = (string)envelope["type"]!;
        if (type == "user.deleted")
            _users.TryRemove((string)data["id"]!, out _);
        else if (type.StartsWith("user.", StringComparison.Ordinal))
            _users.AddOrUpdate((string)data["id"]!, data, (_, known) => Newer(known, data));
        else if (type.StartsWith("session.", StringComparison.Ordinal))
            _sessions.AddOrUpdate((string)data["id"]!, (string)data["status"]!, (_, known) => Later(known, data));
    }

    // Webhooks come in any order.
    private static JsonObject Newer(JsonObject known, JsonObject told) =>
        (long)known["updated_at"]! > (long)told["updated_at"]! ? known : told;

    private static string Later(string known, JsonObject told) => known == "revoked" ? known : (string)told["status"]!;

    private Task WhoAmIAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        var payload = token.Split('.')[1];
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload))!;
        var status = _users.TryGetValue((string)claims["sub"]!, out var user) && !(bool)user["banned"]!
            && _sessions.TryGetValue((string)claims["sid"]!, out var session) && session == "active" ? 200 : 401;
        context.Response.StatusCode = status;
        var body = status == 200
            ? new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["id"] = (string)user!["id"]!,
                    ["first_name"] = (string?)user["first_name"],
                    ["last_name"] = (string?)user["last_name"],
                    ["public_metadata"] = user["public_metadata"]!.DeepClone(),
                },
                ["session"] = new JsonObject { ["id"] = (string)claims["sid"]! },
                ["organization"] = claims["o"]?.DeepClone(),
            }
            : new JsonObject { ["title"] = "Unauthorized", ["status"] = 401 };
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
