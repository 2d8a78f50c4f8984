namespace Identity.Clerk.Emulator.Tests.Page;

public sealed class PageTests
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/page.css", "text/css")]
    [InlineData("/page.js", "text/javascript")]
    [InlineData("/roles.js", "text/javascript")]
    [InlineData("/faults.js", "text/javascript")]
    public async Task Page_EveryPart_IsServedUnderTheStrictPolicy(string path, string contentType)
    {
        await using var emulator = await RunningEmulator.StartAsync();

        using var answer = await emulator.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(contentType, answer.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task Page_Html_SaysThatItIsNoProductionService()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var html = await emulator.Http.GetStringAsync("/", TestContext.Current.CancellationToken);

        Assert.Contains("never for production", html, StringComparison.OrdinalIgnoreCase);
    }
}
