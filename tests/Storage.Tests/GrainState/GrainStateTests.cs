using System.Text;
using Identity.Storage.GrainState;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.GrainState;

public abstract class GrainStateTests(StorageProvider provider) : StorageTest(provider)
{
    private static readonly GrainStateKey Key = new("user", "user_ann");

    public sealed class OnSqlite() : GrainStateTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : GrainStateTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task ReadAsync_NeverWritten_IsNull() => Assert.Null(await Storage.GrainState.ReadAsync(Key, Token));

    [Fact]
    public async Task WriteAsync_InTurn_CountsVersions()
    {
        Assert.Equal(1, await WriteAsync("one", null));
        Assert.Equal(2, await WriteAsync("two", 1));
        Assert.Equal(3, await WriteAsync("three", 2));

        Assert.Equal(("three", 3), await ReadAsync());
    }

    [Fact]
    public async Task WriteAsync_OtherVersion_IsAConflictAndStoresNothing()
    {
        await WriteAsync("one", null);

        Assert.Null(await WriteAsync("none", null));
        Assert.Null(await WriteAsync("none", 2));
        Assert.Null(await WriteAsync("none", 0));
        Assert.Equal(("one", 1), await ReadAsync());
    }

    [Fact]
    public async Task WriteAsync_VersionOfNothing_IsAConflict()
    {
        Assert.Null(await WriteAsync("none", 1));
        Assert.Null(await Storage.GrainState.ReadAsync(Key, Token));
    }

    [Fact]
    public async Task WriteAsync_FirstWritesAtOnce_OneWins()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => WriteAsync($"{i}", null)));

        Assert.Single(versions, 1);
        Assert.Equal(49, versions.Count(version => version is null));
        Assert.Equal(1, (await ReadAsync()).Version);
    }

    [Fact]
    public async Task WriteAsync_SameVersionAtOnce_OneWins()
    {
        await WriteAsync("first", null);

        var versions = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => WriteAsync($"{i}", 1)));

        Assert.Single(versions, 2);
        Assert.Equal(2, (await ReadAsync()).Version);
    }

    [Fact]
    public async Task WriteAsync_ChainInOneGo_IsExecutedInOrder()
    {
        // Each expects the version that the one before makes, and none waits for it.
        var writes = Enumerable.Range(0, 20).Select(i => WriteAsync($"{i}", i == 0 ? null : i)).ToList();

        Assert.Equal(Enumerable.Range(1, 20).Select(i => (int?)i), await Task.WhenAll(writes));
        Assert.Equal(("19", 20), await ReadAsync());
    }

    [Fact]
    public async Task WriteAsync_ManyKeysAtOnce_KeepsThemApart()
    {
        var keys = Enumerable.Range(0, 300).Select(i => new GrainStateKey(i % 2 == 0 ? "user" : "roles", $"user_{i / 2}"));
        await Task.WhenAll(keys.Select(
            key => Storage.GrainState.WriteAsync(key, Encoding.UTF8.GetBytes($"{key}"), null, Token)));

        foreach (var key in keys)
        {
            var stored = await Storage.GrainState.ReadAsync(key, Token);
            Assert.Equal($"{key}", Encoding.UTF8.GetString(stored!.Value.Payload.Span));
        }
    }

    [Fact]
    public async Task ClearAsync_Written_LeavesAnEmptyStateOfTheNextVersion()
    {
        await WriteAsync("one", null);

        Assert.Equal(2, await Storage.GrainState.ClearAsync(Key, 1, Token));
        Assert.Null(await Storage.GrainState.ClearAsync(Key, 1, Token));
        Assert.Equal(("", 2), await ReadAsync());
        Assert.Equal(3, await WriteAsync("again", 2));
    }

    [Fact]
    public async Task ClearAsync_NeverWritten_LeavesAnEmptyState()
    {
        Assert.Equal(1, await Storage.GrainState.ClearAsync(Key, null, Token));
        Assert.Equal(("", 1), await ReadAsync());
    }

    [Fact]
    public async Task WriteAsync_LargePayload_ComesBackByteForByte()
    {
        var payload = new byte[1024 * 1024];
        new Random(1).NextBytes(payload);
        await Storage.GrainState.WriteAsync(Key, payload, null, Token);

        var stored = await Storage.GrainState.ReadAsync(Key, Token);

        Assert.True(stored!.Value.Payload.Span.SequenceEqual(payload));
    }

    [Fact]
    public async Task WriteAsync_EmptyPayload_IsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => Storage.GrainState.WriteAsync(Key, default, null, Token));

    public static TheoryData<string> UnstorableKeys => ["", "a\0b", "\ud800", new string('x', 513)];

    [Theory]
    [MemberData(nameof(UnstorableKeys))]
    public async Task WriteAsync_KeyThatCannotBeStored_IsRefused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Storage.GrainState.WriteAsync(Key with { GrainKey = key }, new byte[1], null, Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Storage.GrainState.WriteAsync(Key with { StateName = key }, new byte[1], null, Token));
    }

    private Task<int?> WriteAsync(string text, int? expected) =>
        Storage.GrainState.WriteAsync(Key, Encoding.UTF8.GetBytes(text), expected, Token);

    private async Task<(string Text, int Version)> ReadAsync()
    {
        var stored = Assert.NotNull(await Storage.GrainState.ReadAsync(Key, Token));
        return (Encoding.UTF8.GetString(stored.Payload.Span), stored.Version);
    }
}
