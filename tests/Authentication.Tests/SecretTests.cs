using System.Text.Json;
using Identity.Authentication.Credentials;
using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests;

/// <summary>What must be in no log, no exception and no dump.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Logs_EveryKindOfRequestAtTrace_HoldNoTokenSecretOrPersonalData()
    {
        await using var clerk = await JwksServer.StartAsync();
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings.Remove("Authentication:Schemes:Clerk:JwtKey");
            setup.Settings["CLERK_SECRET_KEY"] = JwksServer.SecretKey;
            setup.Settings["CLERK_API_URL"] = clerk.Address.ToString();
        });
        var good = app.Mint.Mint();
        var bad = app.Mint.Mint(claims => claims["exp"] = 1);
        foreach (var token in new[] { good, bad, good[..^2], "garbage-garbage" })
        {
            using var open = await app.GetAsync("/public", token);
            using var closed = await app.GetAsync("/protected", token);
            using var admin = await app.GetAsync("/admin", token);
            using var cookie = await app.GetWithCookieAsync("/me", $"__session={token}");
        }

        app.Users.Answer = _ => throw new InvalidOperationException("storage is down");
        using var unavailable = await app.GetAsync("/public", good);

        Assert.Contains(app.Logs.Lines, line => line.EventId == EventIds.CredentialsRefused);
        Assert.Contains(app.Logs.Lines, line => line.EventId == EventIds.IdentityUnavailable);
        string[] secrets = [.. good.Split('.'), bad.Split('.')[1], bad.Split('.')[2], "garbage-garbage",
            JwksServer.SecretKey, "ada@example.test", "Ada", "hush"];
        foreach (var line in app.Logs.Lines)
        {
            // The header of a token is the same for all tokens of an instance, but it has no place in a log either.
            foreach (var secret in secrets) Assert.DoesNotContain(secret, line.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Logs_AboveDebug_HoldNoUserIds()
    {
        await using var app = await AuthenticationApp.StartAsync();
        app.Users.Answer = _ => throw new InvalidOperationException($"grain {TokenMint.UserId} failed");

        using var response = await app.GetAsync("/public", app.Mint.Mint());

        var named = app.Logs.Lines.Where(line => line.Text.Contains(TokenMint.UserId, StringComparison.Ordinal));
        Assert.All(named, line => Assert.True(line.Level <= Microsoft.Extensions.Logging.LogLevel.Debug, line.Text));
    }

    [Fact]
    public async Task Options_Dumped_HoldNoSecret()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Settings["CLERK_SECRET_KEY"] = JwksServer.SecretKey);

        var options = app.Services.GetRequiredService<IOptionsMonitor<ClerkOptions>>().Get("Clerk");

        Assert.IsType<SecretKey>(options.SecretKey);
        Assert.Equal("***", $"{options.SecretKey}");
        Assert.DoesNotContain(JwksServer.SecretKey, options.ToString(), StringComparison.Ordinal);
        var json = JsonSerializer.Serialize(options.SecretKey);
        Assert.DoesNotContain(JwksServer.SecretKey, json, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_Printed_HoldNoToken()
    {
        var credentials = new RequestCredentials("token".AsMemory(), CredentialSource.Bearer, null);

        Assert.Equal("bearer", credentials.ToString());
        Assert.Equal("***", new CookieValue("token".AsMemory(), Differs: false).ToString());
    }
}
