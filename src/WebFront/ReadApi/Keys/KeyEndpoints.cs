using System.Buffers;
using System.Text.Json;
using Identity.Authentication;
using Identity.Clerk.Json;
using Identity.Clerk.Tokens;
using Identity.Silo.Settings;
using Identity.Storage.Startup;
using Identity.WebFront.ReadApi.Answers;
using Identity.WebFront.ReadApi.Requests;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.ReadApi.Keys;

/// <summary><c>/v1/jwks</c>: the keys that Clerk signs session tokens with, for SDKs that verify them themselves.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder api) => api.MapRead("/jwks", GetAsync);

    private static async Task<ClerkAnswer> GetAsync(
        IOptionsMonitor<ClerkOptions> options,
        IConfiguration configuration,
        IStorageStartup storage,
        CancellationToken cancellationToken)
    {
        if (options.Get(ClerkDefaults.AuthenticationScheme).SigningKeys is not IPublishedKeys published)
            return ClerkError.Unavailable;
        try
        {
            var keys = await published.ListAsync(cancellationToken);
            // A key that was configured has no id of its own; Clerk's are called like their instance.
            var kid = keys.All(key => key.KeyId is not null) ? null
                : configuration[ClerkSettings.InstanceId] is { Length: > 0 } configured ? configured
                : (await storage.FindInstanceAsync(cancellationToken))?.Value;
            return keys.All(key => (key.KeyId ?? kid) is not null)
                ? ClerkAnswer.Of(Set(keys, kid))
                : ClerkError.Unavailable;
        }
        catch (SigningKeysUnavailableException)
        {
            return ClerkError.Unavailable;
        }
    }

    private static RawJson Set(IReadOnlyList<SigningKey> keys, string? kid)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys"u8);
            foreach (var key in keys) key.WriteJwk(json, key.KeyId ?? kid!);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new RawJson(output.WrittenMemory);
    }
}
