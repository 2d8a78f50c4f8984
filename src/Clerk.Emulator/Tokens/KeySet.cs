using System.Buffers.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Tokens;

/// <summary>The public half of the signing key, in the shape of Clerk's <c>/v1/jwks</c>.</summary>
internal static class KeySet
{
    public static JsonObject Of(EmulatorKeys keys)
    {
        var key = keys.SigningKey();
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["use"] = "sig",
                ["kty"] = "RSA",
                ["kid"] = keys.InstanceId,
                ["alg"] = "RS256",
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        };
    }
}
