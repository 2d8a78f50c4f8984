using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Identity.Peers.Requests;

/// <summary>JWT validation as ASP.NET Core brings it, with the instance's public key given.</summary>
internal static class SessionTokens
{
    public static void AddSessionTokens(this WebApplicationBuilder builder)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(builder.Configuration["CLERK_JWT_KEY"]);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = new TokenValidationParameters
            {
                IssuerSigningKey = new RsaSecurityKey(rsa),
                ValidIssuer = builder.Configuration["Issuer"],
                ValidateAudience = false,
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                NameClaimType = "sub",
            };
        });
    }
}
