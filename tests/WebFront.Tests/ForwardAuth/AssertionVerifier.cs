using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>Verifies assertions with Microsoft's library, as an upstream in .NET would.</summary>
internal static class AssertionVerifier
{
    public static async Task<JsonWebToken> VerifyAsync(
        string assertion, string jwks, string audience = "urn:identity:upstream", string issuer = "urn:identity:front")
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(jwks).GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = ["identity-assertion+jwt"],
            ValidAudience = audience,
            ValidIssuer = issuer,
        });
        if (result.Exception is { } exception) throw exception;
        return (JsonWebToken)result.SecurityToken;
    }
}
