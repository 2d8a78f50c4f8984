using Identity.Authentication.Tests.Hosting;
using Identity.Clerk.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Tests;

/// <summary>How settings become options, and which don't work.</summary>
public sealed class ClerkOptionsTests
{
    private const string Section = "Authentication:Schemes:Clerk:";
    private const string Publishable = "pk_test_Y2xlcmsuY2xlcmsuZGV2JA";

    [Fact]
    public async Task Defaults_NothingSet_AreAsDocumented()
    {
        await using var app = await AuthenticationApp.StartAsync();

        var options = Read(app.Services);

        Assert.Equal(new Uri("https://api.clerk.com"), options.ApiUrl);
        Assert.Equal(TimeSpan.FromSeconds(5), options.ClockSkew);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.ResolveTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.LiveInterval);
        Assert.Equal(TimeSpan.FromSeconds(5), options.LiveTolerance);
        Assert.False(options.RejectLocked);
        Assert.Equal(UnknownUserPolicy.Refuse, options.UnknownUser);
        Assert.Equal(UnknownSessionPolicy.Accept, options.UnknownSession);
        Assert.Null(options.TokenHeader);
        Assert.Null(options.TokenQueryParameter);
        Assert.Equal(64 * 1024 * 1024, options.MaxRememberedBytes);
    }

    [Fact]
    public async Task Bind_EverySetting_IsRead()
    {
        await using var app = await AuthenticationApp.StartAsync(setup => Set(
            setup,
            ("SecretKey", JwksServer.SecretKey),
            ("PublishableKey", Publishable),
            ("ApiUrl", "https://api.example.test"),
            ("Issuer", "https://example.test/__clerk"),
            ("AuthorizedParties:1", "http://localhost:3000"),
            ("ClockSkew", "00:00:07"),
            ("RejectLocked", "true"),
            ("ResolveTimeout", "00:00:00.5"),
            ("LiveInterval", "00:00:00.1"),
            ("LiveTolerance", "00:00:00"),
            ("UnknownUser", "acceptProvisional"),
            ("UnknownSession", "Refuse"),
            ("TokenHeader", "X-Session-Token"),
            ("MaxRememberedBytes", "1000000")));

        var options = Read(app.Services);

        Assert.True(options.SecretKey!.Matches(JwksServer.SecretKey));
        Assert.Equal(Publishable, options.PublishableKey!.Text);
        Assert.Equal(new Uri("https://api.example.test"), options.ApiUrl);
        Assert.Equal("https://example.test/__clerk", options.Issuer);
        Assert.Equal([TokenMint.Party, "http://localhost:3000"], options.AuthorizedParties);
        Assert.Equal(TimeSpan.FromSeconds(7), options.ClockSkew);
        Assert.True(options.RejectLocked);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.ResolveTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(100), options.LiveInterval);
        Assert.Equal(TimeSpan.Zero, options.LiveTolerance);
        Assert.Equal(UnknownUserPolicy.AcceptProvisional, options.UnknownUser);
        Assert.Equal(UnknownSessionPolicy.Refuse, options.UnknownSession);
        Assert.Equal("X-Session-Token", options.TokenHeader);
        Assert.Equal(1_000_000, options.MaxRememberedBytes);
        Assert.IsType<PemKeySource>(options.SigningKeys);
    }

    [Fact]
    public async Task Bind_ClerksOwnNames_AreReadWhereTheSectionIsSilent()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings.Clear();
            setup.Settings["CLERK_SECRET_KEY"] = "sk_test_ignored";
            setup.Settings["CLERK_PUBLISHABLE_KEY"] = Publishable;
            setup.Settings["CLERK_JWT_KEY"] = TokenMint.PublicKeyPem.ReplaceLineEndings("\\n");
            setup.Settings["CLERK_API_URL"] = "https://api.example.test";
            Set(setup, ("SecretKey", JwksServer.SecretKey), ("AuthorizedParties", "https://a.test, https://b.test"));
        });

        var options = Read(app.Services);

        Assert.True(options.SecretKey!.Matches(JwksServer.SecretKey));
        Assert.Equal("https://clerk.clerk.dev", options.Issuer);
        Assert.Equal(new Uri("https://api.example.test"), options.ApiUrl);
        Assert.Equal(["https://a.test", "https://b.test"], options.AuthorizedParties);
        Assert.IsType<PemKeySource>(options.SigningKeys);
    }

    [Fact]
    public async Task Bind_EmptyVariables_AreNone()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings["CLERK_SECRET_KEY"] = "";
            setup.Settings["CLERK_PUBLISHABLE_KEY"] = "";
        });

        Assert.Null(Read(app.Services).SecretKey);
        Assert.Null(Read(app.Services).PublishableKey);
    }

    [Fact]
    public async Task Bind_SecondScheme_HasItsOwnSectionAndNotTheEnvironments()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings["CLERK_SECRET_KEY"] = JwksServer.SecretKey;
            setup.Settings["Authentication:Schemes:Partners:JwtKey"] = TokenMint.PublicKeyPem;
            setup.Settings["Authentication:Schemes:Partners:Issuer"] = "https://clerk.partners.test";
            setup.Services = services => services.AddAuthentication().AddClerk("Partners");
        });

        var partners = app.Services.GetRequiredService<IOptionsMonitor<ClerkOptions>>().Get("Partners");

        Assert.Equal("https://clerk.partners.test", partners.Issuer);
        Assert.Null(partners.SecretKey);
        Assert.NotNull(Read(app.Services).SecretKey);
    }

    [Fact]
    public async Task Configure_InCode_HasTheLastWord()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            Set(setup, ("ClockSkew", "00:00:07"));
            setup.Configure = options => options.ClockSkew = TimeSpan.FromSeconds(9);
        });

        Assert.Equal(TimeSpan.FromSeconds(9), Read(app.Services).ClockSkew);
    }

    [Fact]
    public async Task Start_NoAuthorizedParties_WarnsOnce()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => setup.Settings.Remove($"{Section}AuthorizedParties:0"));
        var token = app.Mint.Mint(claims => claims["azp"] = "https://other.test");
        using var response = await app.GetAsync("/protected", token);

        Assert.True(response.IsSuccessStatusCode);
        var warning = Assert.Single(app.Logs.Lines, line => line.EventId == EventIds.AuthorizedPartiesUnchecked);
        Assert.Equal(LogLevel.Warning, warning.Level);
    }

    [Theory]
    [InlineData("SecretKey", "hush-no-key", "Authentication:Schemes:Clerk:SecretKey")]
    [InlineData("PublishableKey", "pk_test_hush", "Authentication:Schemes:Clerk:PublishableKey")]
    [InlineData("JwtKey", "hush", "CLERK_JWT_KEY")]
    [InlineData("ApiUrl", "hush", "Authentication:Schemes:Clerk:ApiUrl must be an absolute URL")]
    [InlineData("ApiUrl", "http://hush.example.test", "ApiUrl (CLERK_API_URL) must be an absolute https URL")]
    [InlineData("Issuer", "hush", "Authentication:Schemes:Clerk:Issuer must be")]
    [InlineData("Issuer", "https://hush.example.test/", "Authentication:Schemes:Clerk:Issuer must be")]
    [InlineData("Issuer", "http://hush.example.test", "Authentication:Schemes:Clerk:Issuer must be")]
    [InlineData("AuthorizedParties:0", "https://hush.example.test/", "AuthorizedParties:0 must be an origin")]
    [InlineData("AuthorizedParties:0", "https://Hush.example.test", "AuthorizedParties:0 must be an origin")]
    [InlineData("AuthorizedParties:0", "https://hush.example.test:443", "AuthorizedParties:0 must be an origin")]
    [InlineData("AuthorizedParties:0", "hush", "AuthorizedParties:0 must be an origin")]
    [InlineData("AuthorizedParties:0", "", "AuthorizedParties:0 must be an origin")]
    [InlineData("ClockSkew", "hush", "ClockSkew must be a duration")]
    [InlineData("ClockSkew", "00:01:01", "ClockSkew must be from 0 to 60 seconds")]
    [InlineData("ClockSkew", "-00:00:01", "ClockSkew must be from 0 to 60 seconds")]
    [InlineData("ResolveTimeout", "00:00:00", "ResolveTimeout must be more than zero")]
    [InlineData("ResolveTimeout", "00:00:31", "ResolveTimeout must be more than zero")]
    [InlineData("LiveInterval", "00:00:00.04", "LiveInterval must be from 50 to 500 milliseconds")]
    [InlineData("LiveInterval", "00:00:00.6", "LiveInterval must be from 50 to 500 milliseconds")]
    [InlineData("LiveTolerance", "00:01:01", "LiveTolerance must be from 0 to 60 seconds")]
    [InlineData("MaxRememberedBytes", "hush", "MaxRememberedBytes must be a whole number")]
    [InlineData("RejectLocked", "hush", "RejectLocked must be true or false")]
    [InlineData("UnknownUser", "hush", "UnknownUser must be one of Refuse, AcceptProvisional")]
    [InlineData("UnknownUser", "17", "UnknownUser must be one of Refuse, AcceptProvisional")]
    [InlineData("UnknownSession", "hush", "UnknownSession must be one of Accept, Refuse")]
    public async Task Start_SettingThatCannotWork_FailsWithItsNameAndNotItsValue(
        string key, string value, string expected)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => AuthenticationApp.StartAsync(setup => Set(setup, (key, value))));

        Assert.Contains(failure.Failures, sentence => sentence.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Start_WithoutKeysAndIssuer_FailsAndNamesBoth(string environment)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthenticationApp.StartAsync(setup =>
        {
            setup.Environment = environment;
            setup.Settings.Clear();
        }));

        foreach (var name in new[] { "CLERK_SECRET_KEY", "CLERK_JWT_KEY", "CLERK_PUBLISHABLE_KEY", "Issuer" })
            Assert.Contains(failure.Failures, sentence => sentence.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JwtKey")]
    [InlineData("SecretKey")]
    [InlineData("SigningKeys")]
    public async Task Start_ProductionWithAKeyAndNoIssuer_FailsAndNamesTheSettings(string key)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthenticationApp.StartAsync(setup =>
        {
            setup.Settings.Clear();
            if (key == "JwtKey") Set(setup, (key, TokenMint.PublicKeyPem));
            if (key == "SecretKey") Set(setup, (key, JwksServer.SecretKey));
            if (key == "SigningKeys") setup.Configure = options => options.SigningKeys = new NoKeys();
        }));

        var sentence = Assert.Single(failure.Failures);
        Assert.Contains("CLERK_PUBLISHABLE_KEY", sentence, StringComparison.Ordinal);
        Assert.Contains("Issuer", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeysOfTestAndLive_Fails()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => AuthenticationApp.StartAsync(setup =>
            Set(setup, ("SecretKey", "sk_live_hush"), ("PublishableKey", Publishable))));

        Assert.Contains("different instances", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DevelopmentOverPlainHttp_Starts()
    {
        await using var app = await AuthenticationApp.StartAsync(setup =>
        {
            setup.Environment = Environments.Development;
            Set(setup, ("ApiUrl", "http://emulator.test:5300"), ("Issuer", "http://emulator.test:5300"));
        });

        Assert.NotNull(Read(app.Services).Verifier);
    }

    [Fact]
    public async Task Start_ProductionWithALoopbackIssuer_Starts()
    {
        await using var app = await AuthenticationApp.StartAsync(
            setup => Set(setup, ("ApiUrl", "http://127.0.0.1:5300"), ("Issuer", "http://127.0.0.1:5300")));

        Assert.NotNull(Read(app.Services).Verifier);
    }

    private static ClerkOptions Read(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<ClerkOptions>>().Get(ClerkDefaults.AuthenticationScheme);

    private static void Set(AppSetup setup, params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings) setup.Settings[Section + key] = value;
    }

    private sealed class NoKeys : ISigningKeySource
    {
        public ValueTask<SigningKey?> FindAsync(string kid, CancellationToken ct) => default;
    }
}
