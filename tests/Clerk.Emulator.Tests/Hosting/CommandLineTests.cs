using Identity.Clerk.Emulator.Hosting;

namespace Identity.Clerk.Emulator.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void TryParse_Nothing_IsTheDefaults()
    {
        Assert.True(CommandLine.TryParse([], out var options, out var settingsPath, out _));
        Assert.Equal(new Uri("http://127.0.0.1:5081"), options.Url);
        Assert.Null(options.WebhookUrl);
        Assert.Equal(Path.Combine("data", "clerk-emulator.json"), options.StatePath);
        Assert.True(options.Seed);
        Assert.Equal(TimeSpan.FromSeconds(60), options.TokenLifetime);
        Assert.Equal(new Uri("http://127.0.0.1:5080"), options.FrontUrl);
        Assert.Null(options.BackendApiRateLimit);
        Assert.Null(settingsPath);
    }

    [Fact]
    public void TryParse_Everything_IsSet()
    {
        string[] args =
        [
            "--url", "http://127.0.0.1:1234", "--webhook-url", "http://127.0.0.1:5080/webhooks/clerk",
            "--front-url", "http://127.0.0.1:5090", "--state-path", "none", "--seed", "false",
            "--token-lifetime", "5", "--api-rate-limit", "100",
            "--settings-file", "x.env",
        ];

        Assert.True(CommandLine.TryParse(args, out var options, out var settingsPath, out _));
        Assert.Equal(1234, options.Url.Port);
        Assert.Equal("/webhooks/clerk", options.WebhookUrl!.AbsolutePath);
        Assert.Equal(5090, options.FrontUrl.Port);
        Assert.Null(options.StatePath);
        Assert.False(options.Seed);
        Assert.Equal(TimeSpan.FromSeconds(5), options.TokenLifetime);
        Assert.Equal(100, options.BackendApiRateLimit);
        Assert.Equal("x.env", settingsPath);
    }

    [Theory]
    [InlineData("--url")]
    [InlineData("--help")]
    [InlineData("--url", "nowhere")]
    [InlineData("--seed", "perhaps")]
    [InlineData("--token-lifetime", "-1")]
    [InlineData("--colour", "blue")]
    public void TryParse_Unknown_ShowsTheHelp(params string[] args)
    {
        Assert.False(CommandLine.TryParse(args, out _, out _, out var fault));
        Assert.Contains("--webhook-url", fault, StringComparison.Ordinal);
    }
}
