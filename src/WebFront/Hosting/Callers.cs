using Identity.Authentication;
using Identity.WebFront.Telemetry;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.Hosting;

/// <summary>Who may call, and from where.</summary>
internal static class Callers
{
    public static void AddCallers(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(ClerkDefaults.AuthenticationScheme).AddClerk();
        builder.Services.AddAuthorization();
        builder.Services.AddHostedService<SigningKeysWarmup>();
        builder.Services.AddHostedService<SigningKeyMetrics>();

        // The origins that may get tokens are the origins whose pages may call with them.
        builder.Services.AddCors();
        builder.Services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>()
            .Configure<IOptionsMonitor<ClerkOptions>>((cors, clerk) => cors.AddDefaultPolicy(policy => policy
                .WithOrigins([.. clerk.Get(ClerkDefaults.AuthenticationScheme).AuthorizedParties])
                .AllowAnyHeader()
                .AllowAnyMethod()
                .AllowCredentials()));
    }
}
