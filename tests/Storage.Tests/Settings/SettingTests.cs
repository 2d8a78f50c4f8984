using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Settings;

public abstract class SettingTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : SettingTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : SettingTests(StorageProvider.PostgreSql);

    protected override void Configure(StorageOptions options) => options.SingleProcess = false;

    [Fact]
    public async Task GetAsync_NeverSet_IsNull() => Assert.Null(await GetAsync("a"));

    [Fact]
    public async Task SetAsync_Again_Replaces()
    {
        await Storage.Settings.SetAsync("a", "1", Token);
        await Storage.Settings.SetAsync("b", "", Token);
        await Storage.Settings.SetAsync("a", "2", Token);

        Assert.Equal(("2", ""), (await GetAsync("a"), await GetAsync("b")));
    }

    [Fact]
    public async Task SetAsync_InOneGo_EndsWithTheLast()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Storage.Settings.SetAsync("a", $"{i}", Token)));

        Assert.Equal("49", await GetAsync("a"));
    }

    [Fact]
    public async Task TryReplaceAsync_AsExpected_Replaces()
    {
        Assert.False(await ReplaceAsync("x", "1"));
        Assert.True(await ReplaceAsync(null, "1"));
        Assert.False(await ReplaceAsync(null, "2"));
        Assert.False(await ReplaceAsync("2", "3"));
        Assert.True(await ReplaceAsync("1", "2"));
        Assert.True(await ReplaceAsync("2", "2"));

        Assert.Equal("2", await GetAsync("a"));
    }

    [Fact]
    public async Task TryReplaceAsync_ManyExpectNothing_OneSucceeds()
    {
        var other = await StartAnotherAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            (i % 2 == 0 ? Storage : other).Settings.TryReplaceAsync("a", null, $"{i}", Token)));

        Assert.Equal($"{Array.IndexOf(won, true)}", await GetAsync("a"));
        Assert.Single(won, true);
    }

    [Fact]
    public async Task TryReplaceAsync_ManyCountTogether_LosesNoStep()
    {
        var other = await StartAnotherAsync();
        await Storage.Settings.SetAsync("a", "0", Token);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var settings = (i % 2 == 0 ? Storage : other).Settings;
            for (var (steps, attempts) = (0, 0); steps < 10; attempts++)
            {
                // One that fails has seen another's step, and there are eighty in all.
                Assert.True(attempts < 80, $"{steps} steps of ours are done.");
                var before = await settings.GetAsync("a", Token);
                var after = $"{int.Parse(before!, null) + 1}";
                if (await settings.TryReplaceAsync("a", before, after, Token)) steps++;
            }
        }));

        Assert.Equal("80", await GetAsync("a"));
    }

    [Fact]
    public async Task TryReplaceAsync_ChainInOneGo_IsExecutedInOrder()
    {
        var steps = Enumerable.Range(0, 20).Select(i => ReplaceAsync(i == 0 ? null : $"{i}", $"{i + 1}")).ToList();

        Assert.All(await Task.WhenAll(steps), Assert.True);
        Assert.Equal("20", await GetAsync("a"));
    }

    [Fact]
    public async Task SetAsync_LongestAllowed_SurvivesARestart()
    {
        var (name, value) = (new string('n', 100), new string('\u00df', 4096));
        await Storage.Settings.SetAsync(name, value, Token);
        await StopAsync(Storage);
        var restarted = await StartAnotherAsync();

        Assert.Equal(value, await restarted.Settings.GetAsync(name, Token));
    }

    public static TheoryData<string, string> Unstorable => new()
    {
        { "", "v" },
        { new string('n', 101), "v" },
        { "a\0b", "v" },
        { "instance_id", "v" },
        { "a", new string('v', 4097) },
        { "a", "\0" },
        { "a", "\ud800" },
    };

    [Theory]
    [MemberData(nameof(Unstorable), DisableDiscoveryEnumeration = true)]
    public async Task SetAsync_Unstorable_IsRefused(string name, string value)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.Settings.SetAsync(name, value, Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Storage.Settings.TryReplaceAsync(name, null, value, Token));
    }

    private ValueTask<string?> GetAsync(string name) => Storage.Settings.GetAsync(name, Token);

    private Task<bool> ReplaceAsync(string? expected, string value) =>
        Storage.Settings.TryReplaceAsync("a", expected, value, Token);
}
