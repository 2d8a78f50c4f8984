using System.Text;

namespace Identity.Clerk.Emulator.Tests.State;

public sealed class PrepareTests
{
    [Fact]
    public void Prepare_NewFile_KeysHaveClerksForms()
    {
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions { StatePath = folder["deep/state.json"] };

        var settings = ClerkEmulator.Prepare(options);

        Assert.Matches("^sk_test_[0-9A-Za-z]{40,}$", settings.SecretKey);
        Assert.Equal("pk_test_" + Convert.ToBase64String("127.0.0.1:5081$"u8), settings.PublishableKey);
        Assert.Equal(24, Convert.FromBase64String(settings.WebhookSigningSecret["whsec_".Length..]).Length);
        Assert.Equal("http://127.0.0.1:5081", settings.Issuer);
        Assert.Equal("http://127.0.0.1:5081", settings.ApiUrl);
        Assert.Matches("^ins_[0-9A-Za-z]{27}$", settings.InstanceId);
        Assert.DoesNotContain(settings.SecretKey, settings.ToString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_Twice_SameKeys()
    {
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions { StatePath = folder["state.json"] };

        Assert.Equal(ClerkEmulator.Prepare(options).SecretKey, ClerkEmulator.Prepare(options).SecretKey);
    }

    [Fact]
    public void Prepare_NewFile_OnlyItsOwnerMayRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var folder = new TemporaryFolder();
        var options = new EmulatorOptions { StatePath = folder["state.json"] };
        // A killed process may have left this with any mode.
        File.WriteAllText(options.StatePath + ".new", "left over");

        ClerkEmulator.Prepare(options);

#pragma warning disable CA1416 // The test is skipped where it doesn't apply.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.StatePath));
#pragma warning restore CA1416
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":2,"keys":{},"instance":{},"outbox":[]}""")]
    [InlineData(
        """
        {"version":1,"instance":{},"outbox":[],"keys":{"instance_id":"ins_x","secret_key":"sk_test_x",
        "webhook_secret":"whsec_AAAA","private_key":"x"}}
        """)]
    [InlineData(
        """
        {"version":1,"instance":{},"outbox":[],"keys":{"instance_id":"ins_x","secret_key":"sk_live_x",
        "webhook_secret":"","private_key":""}}
        """)]
    public void Prepare_ForeignFile_SaysSoAndLeavesIt(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder["state.json"];
        File.WriteAllText(path, content);

        var exception = Assert.Throws<InvalidDataException>(
            () => ClerkEmulator.Prepare(new EmulatorOptions { StatePath = path }));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(path, Encoding.UTF8));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5081")]
    [InlineData("http://192.0.2.7:5081")]
    [InlineData("http://localhost:5081")]
    [InlineData("http://[::1]:5081")]
    [InlineData("http://clerk.example:5081")]
    [InlineData("https://127.0.0.1:5081")]
    [InlineData("http://127.0.0.1:5081/clerk")]
    public void Prepare_NotLoopback_Refused(string url)
    {
        var options = new EmulatorOptions { Url = new Uri(url), StatePath = null };

        var exception = Assert.Throws<ArgumentException>(() => ClerkEmulator.Prepare(options));

        Assert.Contains("127.0.0.1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86_401)]
    public void Prepare_Lifetime_HasBounds(int seconds) =>
        Assert.Throws<ArgumentException>(() => ClerkEmulator.Prepare(
            new EmulatorOptions { StatePath = null, TokenLifetime = TimeSpan.FromSeconds(seconds) }));

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_001)]
    public void Prepare_RateLimit_HasBounds(int limit) =>
        Assert.Throws<ArgumentException>(() => ClerkEmulator.Prepare(
            new EmulatorOptions { StatePath = null, BackendApiRateLimit = limit }));

    [Fact]
    public async Task Start_NotLoopback_RefusedAlsoWithoutPrepare()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        Microsoft.Extensions.DependencyInjection.EmulatorServiceCollectionExtensions.AddClerkEmulator(
            builder.Services,
            options => (options.Url, options.StatePath) = (new Uri("http://0.0.0.0:0"), null));
        using var host = builder.Build();

        await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prepare_InMemoryAndPortZero_SettingsAreThoseOfTheRunningOne()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        Assert.NotEqual(0, emulator.Url.Port);
        Assert.Equal(emulator.Settings.Issuer, emulator.Url.GetLeftPart(UriPartial.Authority));
        var info = await emulator.GetAsync("/emulator/info");
        Assert.Equal(emulator.Settings.PublishableKey, (string)info["publishable_key"]!);
        Assert.Equal(emulator.Settings.InstanceId, (string)info["instance_id"]!);
        Assert.DoesNotContain(emulator.Settings.SecretKey, info.ToJsonString(), StringComparison.Ordinal);
    }
}
