using Identity.Clerk.Identifiers;
using Identity.Storage.Startup;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Startup;

public abstract class StartupTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : StartupTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : StartupTests(StorageProvider.PostgreSql);

    [Fact]
    public async Task StartAsync_DatabaseInUse_IsRefusedWithAdvice()
    {
        await using var second = Database.Open(Time);

        var exception = await Assert.ThrowsAsync<DatabaseInUseException>(() => PassTimeUntilDone(second.Startup.StartAsync(Token)));

        Assert.Contains("Orleans", exception.Message, StringComparison.Ordinal);
        Assert.False(second.Health.Status.IsReady);
        Assert.True((await Storage.Inbox.AddAsync(Sample.Entry(), Token)).Added);
    }

    [Fact]
    public async Task StartAsync_AfterTheOtherEnded_Succeeds()
    {
        await using var second = Database.Open(Time);
        await Assert.ThrowsAsync<DatabaseInUseException>(() => PassTimeUntilDone(second.Startup.StartAsync(Token)));
        await StopAsync(Storage);

        await PassTimeUntilDone(second.Startup.StartAsync(Token));

        Assert.True(await second.Health.ProbeAsync(Token));
    }

    [Fact]
    public async Task StartAsync_Again_DoesNothing()
    {
        await Storage.Startup.StartAsync(Token);

        Assert.True(await Storage.Health.ProbeAsync(Token));
        Assert.False(Storage.Startup.LockLost.IsCancellationRequested);
    }

    [Fact]
    public async Task StartAsync_ManyProcessesAtOnce_MigrateOnce()
    {
        await using var fresh = await TestDatabase.CreateAsync(Database.Provider);
        var storages = Enumerable.Range(0, 8).Select(_ => fresh.Open(Time, o => o.SingleProcess = false)).ToList();

        await Task.WhenAll(storages.Select(storage => storage.Startup.StartAsync(Token)));

        foreach (var storage in storages)
        {
            Assert.True(await storage.Health.ProbeAsync(Token));
            await storage.DisposeAsync();
        }
    }

    [Fact]
    public async Task StartAsync_NewerSchema_IsRefused()
    {
        await Database.ExecuteAsync("INSERT INTO schema_version (version, applied_at) VALUES (9999, 0)");
        await StopAsync(Storage);
        await using var older = Database.Open(Time);

        var exception = await Assert.ThrowsAsync<NewerSchemaException>(
            () => PassTimeUntilDone(older.Startup.StartAsync(Token)));

        Assert.Contains("9999", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PinInstanceAsync_SeveralCandidates_KeepsTheFirst()
    {
        var pinned = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            i => Storage.Startup.PinInstanceAsync(InstanceId.Parse($"ins_{i}"), Token)));

        var first = Assert.Single(pinned.Distinct());
        Assert.Equal(first, await Storage.Startup.PinInstanceAsync(Sample.OtherInstance, Token));
    }

    // The lock of a server is tried for a while, by the clock that the test moves.
    private Task<int> PassTimeUntilDone(Task task) =>
        Patience.PassAsync(Time, TimeSpan.FromSeconds(1), task, Token, TimeSpan.FromMilliseconds(5));
}
