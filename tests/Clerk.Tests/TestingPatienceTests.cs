using Identity.Testing;

namespace Identity.Clerk.Tests;

/// <summary>What other tests rest on: a wait that never ends well ends, and says what it waited for.</summary>
public sealed class TestingPatienceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UntilAsync_NeverTrue_TellsOfWhat()
    {
        var tries = 0;

        var failure = await Assert.ThrowsAsync<TimeoutException>(
            () => Patience.UntilAsync(() => ++tries < 0, Cancel, () => $"{tries} tries", TimeSpan.Zero));

        Assert.Contains("++tries < 0", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{tries} tries", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UntilAsync_TrueAtTheThirdTry_Ends()
    {
        var tries = 0;

        await Patience.UntilAsync(() => Task.FromResult(++tries == 3), Cancel);

        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task PassAsync_AsksForSevenSeconds_TakesSevenSteps()
    {
        var clock = new ManualTimeProvider();

        var steps = await Patience.PassAsync(
            clock, TimeSpan.FromSeconds(1), Task.Delay(TimeSpan.FromSeconds(7), clock, Cancel), Cancel);

        Assert.Equal(7, steps);
    }

    [Fact]
    public async Task PassAsync_TheTaskFails_FailsAsItDoes()
    {
        var clock = new ManualTimeProvider();

        await Assert.ThrowsAsync<FormatException>(() => Patience.PassAsync(
            clock, TimeSpan.FromSeconds(1), Task.FromException(new FormatException()), Cancel));
    }
}
