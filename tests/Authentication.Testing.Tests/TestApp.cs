using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Identity.Authentication.Testing.Tests;

/// <summary>A small application with the Clerk scheme.</summary>
internal static class TestApp
{
    public static async Task<WebApplication> StartAsync(
        string environment, ClerkTesting clerk, string? args = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            Args = args is null ? [] : [args],
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthentication(ClerkDefaults.AuthenticationScheme).AddClerk();
        builder.Services.AddClerkTesting(clerk);
        var app = builder.Build();
        app.MapGet("/me", (CurrentUser me) => me.Id.Value);
        app.MapGet("/claims", (HttpContext context) => string.Join(' ', context.User.Claims.Select(c => $"{c.Type}={c.Value}")));
        try
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return app;
    }
}
