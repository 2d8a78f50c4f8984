using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Identity.Peers.Storage;

namespace Identity.Peers.Webhooks;

/// <summary>A webhook as the tutorials take it: verify, parse, one transaction, 200.</summary>
internal static class WebhookEndpoints
{
    private const string SecretPrefix = "whsec_";

    public static void MapWebhooks(this WebApplication app)
    {
        var secret = app.Configuration["CLERK_WEBHOOK_SIGNING_SECRET"] ?? SecretPrefix;
        var key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
        app.MapPost("/webhooks/clerk", async (
            HttpRequest request, IPeople people, CancellationToken cancellationToken) =>
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(cancellationToken);
            if (!IsGenuine(request.Headers, body, key)) return Results.BadRequest();
            using var json = JsonDocument.Parse(body);
            var data = json.RootElement.GetProperty("data");
            await people.SaveAsync(
                data.GetProperty("id").GetString()!,
                data.GetRawText(),
                data.TryGetProperty("banned", out var banned) && banned.GetBoolean(),
                data.GetProperty("updated_at").GetInt64(),
                cancellationToken);
            return Results.Ok();
        });
    }

    private static bool IsGenuine(IHeaderDictionary headers, string body, byte[] key)
    {
        var signed = Encoding.UTF8.GetBytes($"{headers["svix-id"]}.{headers["svix-timestamp"]}.{body}");
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        return CryptographicOperations.FixedTimeEquals(
            expected, Encoding.ASCII.GetBytes(headers["svix-signature"].ToString()));
    }
}
