using Identity.Storage.Commits;
using Identity.Storage.Directory.Lists;
using Identity.Storage.Directory.Lists.Index;
using Identity.Storage.Startup;
using Identity.Storage.Tests.Fixtures;
using Identity.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Identity.Storage.Tests.PostgreSql;

/// <summary>What happens when the server goes away. It is a server of its own, so that other tests keep theirs.</summary>
public sealed class PostgreSqlOutageTests : IAsyncLifetime
{
    private readonly List<ServiceProvider> _services = [];
    private PostgresServer _server = null!;
    private PostgresDatabase _database = null!;
    private TestStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Obstacle is { } obstacle && PostgresDatabase.MayBeMissing) Assert.Skip(obstacle);
        _server = await PostgresServer.StartAsync();
        _database = await PostgresDatabase.CreateOnAsync(_server.ConnectionString);
        _storage = Open();
        await _storage.Startup.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services) await services.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    [Fact]
    public async Task Write_ServerStopped_IsUnavailableUntilItIsBack()
    {
        await _storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token);
        await _server.StopAsync(abruptly: true);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _storage.Inbox.AddAsync(Sample.Entry("msg_2"), Token));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _storage.Inbox.CountAsync(Token));
        Assert.False(_storage.Health.Status.IsReady);
        Assert.False(await _storage.Health.ProbeAsync(Token));

        await _server.StartAgainAsync();
        Assert.True(await _storage.Health.ProbeAsync(Token));
        Assert.True(_storage.Health.Status.IsReady);
        Assert.False((await _storage.Inbox.AddAsync(Sample.Entry("msg_1"), Token)).Added);
        Assert.True((await _storage.Inbox.AddAsync(Sample.Entry("msg_3"), Token)).Added);
    }

    /// <summary>What a server lost, no row tells.</summary>
    [Fact]
    public async Task UsersInMemory_ServerRestarted_AreReadAnew()
    {
        await _storage.Inbox.CompleteAsync([], Sample.Entries(Sample.User(Sample.Ann)), Token);
        var someone = new UserFilter { Text = "someone@" };
        var index = _storage.Get<UserIndex>();
        Assert.Equal(1, await _storage.Lists.CountUsersAsync(someone, Token));
        await Patience.UntilAsync(() => index.Newest?.Count == 1, Token);
        await _database.ExecuteAsync("DELETE FROM users");
        Assert.Equal(1, await _storage.Lists.CountUsersAsync(someone, Token));

        await _server.StopAsync(abruptly: false);
        await _server.StartAgainAsync();
        await Patience.UntilAsync(() => index.Newest?.Count == 0, Token);

        Assert.Equal(0, await _storage.Lists.CountUsersAsync(someone, Token));
    }

    [Fact]
    public async Task Lock_ServerRestarted_IsTakenAgain()
    {
        await _server.StopAsync(abruptly: true);
        await _server.StartAgainAsync();

        // Whoever gets the lock first has it: this waits until that is the one who had it before.
        await Patience.UntilAsync(HasLockAsync, Token);

        Assert.False(_storage.Startup.LockLost.IsCancellationRequested);
        await using var second = Open();
        await Assert.ThrowsAsync<DatabaseInUseException>(() => second.Startup.StartAsync(Token));
    }

    [Fact]
    public async Task Lock_TakenBySomebodyElseMeanwhile_IsReportedAsLost()
    {
        // Waits in the server's queue for the lock, and so gets it as soon as the connection that has it is cut.
        var taken = _database.ExecuteAsync(
            $"SET application_name = 'thief'; SELECT pg_advisory_lock({LockNumber}); SELECT pg_sleep(60)");
        await Patience.UntilAsync(
            () => IsTrueAsync("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"),
            Token);
        await _database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
        var lost = new TaskCompletionSource();
        await using var registration = _storage.Startup.LockLost.Register(lost.SetResult);

        await lost.Task.WaitAsync(Patience.Limit, Token);

        await _database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thief'");
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => taken);
    }

    private static string LockNumber => $"{0x49444E54}, {Storage.PostgreSql.OrleansHash.OfType("identity")}";

    private TestStorage Open()
    {
        var services = new ServiceCollection().AddIdentityStorage(options =>
        {
            options.Provider = StorageProvider.PostgreSql;
            options.ConnectionString = _database.ConnectionString;
        }).BuildServiceProvider();
        _services.Add(services);
        return new TestStorage(services);
    }

    private Task<bool> HasLockAsync() =>
        IsTrueAsync("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted)");

    private async Task<bool> IsTrueAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
#pragma warning disable CA2100 // Tests write their own statements.
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return (bool)(await command.ExecuteScalarAsync(Token))!;
    }
}
