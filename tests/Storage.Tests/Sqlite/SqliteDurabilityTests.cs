using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Storage.Commits;
using Identity.Storage.Sqlite;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;

namespace Identity.Storage.Tests.Sqlite;

public sealed class SqliteDurabilityTests() : StorageTest(StorageProvider.Sqlite)
{
    private SqliteConnections Connections => ((SqliteDatabase)Storage.Get<IDatabase>()).Connections;

    [Fact]
    public async Task AddAsync_Returned_IsInTheFiles()
    {
        await Storage.Inbox.AddAsync(Sample.Entry(), Token);

        // What a process that was killed now would leave behind.
        await using var copy = await TestDatabase.CreateAsync(StorageProvider.Sqlite);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy.File)!);
        File.Copy(Database.File, copy.File);
        File.Copy(Database.File + "-wal", copy.File + "-wal");
        await using var recovered = await copy.StartAsync(Time);
        Assert.Single((await recovered.Inbox.ForAsync(EntityId.Of(Sample.Ann), null, Token)).Deliveries);
    }

    [Fact]
    public async Task Commits_WithADelivery_AreFlushedAndOthersAreNot()
    {
        SqliteSession? writer = null;
        Connections.WriterOpened = session => writer = session;

        await Storage.Inbox.AddAsync(Sample.Entry(), Token);
        Assert.Equal(2, Synchronous());
        await Storage.Inbox.CompleteAsync(Sample.Completion(), Sample.Entries(Sample.User(Sample.Ann)), Token);
        Assert.Equal(1, Synchronous());
        await Storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token);
        Assert.Equal(2, Synchronous());
        await Storage.Inbox.CompleteAsync(Sample.Completion("msg_2"), DirectoryEntries.None, Token);
        Assert.Equal(1, Synchronous());
        await Storage.Startup.PinInstanceAsync(Sample.Instance, Token);
        Assert.Equal(2, Synchronous());

        int Synchronous()
        {
            using var command = writer!.Connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous";
            return Convert.ToInt32(command.ExecuteScalar(), null);
        }
    }

    [Fact]
    public async Task Write_DiskFull_IsUnavailableUntilThereIsRoom()
    {
        // SQLite treats its own limit and the end of the disk alike.
        Connections.WriterOpened = session => session.ExecuteOnce("PRAGMA max_page_count = 600");
        var large = Sample.Entry("msg_large") with { Body = new byte[4 * 1024 * 1024] };
        Assert.True((await Storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token)).Added);

        var exception = await Assert.ThrowsAsync<StorageUnavailableException>(
            () => Storage.Inbox.AddAsync(large, Token));

        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.False(Storage.Health.Status.IsReady);
        Connections.WriterOpened = null;

        // The sweeper goes on asking. That it finds nothing to do doesn't show that there is room.
        Assert.Empty(await Storage.Inbox.ClaimDueAsync(10, Token));
        Assert.False(Storage.Health.Status.IsReady);
        Assert.True(await Storage.Health.ProbeAsync(Token));
        Assert.True((await Storage.Inbox.AddAsync(large, Token)).Added);
        Assert.Equal(2, (await Storage.Inbox.CountAsync(Token)).Pending);
    }

    [Fact]
    public async Task StartAsync_NothingThere_IsMadeForTheUserAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes.");
            return;
        }

        await Storage.Health.ProbeAsync(Token);

        const UnixFileMode user = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(user | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(Database.File)!));
        Assert.Equal(user, File.GetUnixFileMode(Database.File));
        Assert.Equal(user, File.GetUnixFileMode(Database.File + "-wal"));
    }

    [Fact]
    public async Task StartAsync_FileIsNoDatabase_IsUnavailable()
    {
        await using var broken = await TestDatabase.CreateAsync(StorageProvider.Sqlite);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(broken.File)!);
        await File.WriteAllTextAsync(broken.File, new string('x', 5000), Token);
        await using var storage = broken.Open(Time);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Startup.StartAsync(Token));
    }
}
