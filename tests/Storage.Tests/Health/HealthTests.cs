using Identity.Storage.Commits;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.Health;

public abstract class HealthTests(StorageProvider provider) : StorageTest(provider)
{
    public sealed class OnSqlite() : HealthTests(StorageProvider.Sqlite);

    public sealed class OnPostgreSql() : HealthTests(StorageProvider.PostgreSql);

    protected override void Configure(StorageOptions options) => options.CommandTimeout = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Status_BeforeTheStart_IsNotReady()
    {
        await using var storage = Database.Open(Time);

        Assert.False(storage.Health.Status.IsReady);
        Assert.Equal("not started", storage.Health.Status.Reason);
    }

    [Fact]
    public async Task ProbeAsync_DatabaseWell_IsTrue()
    {
        Assert.True(await Storage.Health.ProbeAsync(Token));
        Assert.True(Storage.Health.Status.IsReady);
        Assert.Null(Storage.Health.Status.Reason);
    }

    [Fact]
    public async Task Status_DatabaseLockedBySomebody_IsUnavailableUntilItIsFree()
    {
        var started = Time.UtcNow;
        Time.Advance(TimeSpan.FromMinutes(1));
        await using (await Database.BlockWritesAsync())
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => Storage.Inbox.AddAsync(Sample.Entry(), Token));
            Assert.False(Storage.Health.Status.IsReady);
            Assert.NotNull(Storage.Health.Status.Reason);
            Assert.Equal(started + TimeSpan.FromMinutes(1), Storage.Health.Status.Since);
            Time.Advance(TimeSpan.FromMilliseconds(500));
            Assert.False(await Storage.Health.ProbeAsync(Token));
            Assert.Equal(started + TimeSpan.FromMinutes(1), Storage.Health.Status.Since);
        }

        Assert.True(await Storage.Health.ProbeAsync(Token));
        Assert.True(Storage.Health.Status.IsReady);
        Assert.True((await Storage.Inbox.AddAsync(Sample.Entry(), Token)).Added);
    }
}
