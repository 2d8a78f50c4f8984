using Identity.Testing;

namespace Identity.Storage.Tests.Fixtures;

/// <summary>A test with an empty database, a clock that stands still, and storage that is started.</summary>
/// <param name="provider">The kind of database.</param>
/// <param name="server">The PostgreSQL server to use; null for the one that all tests share.</param>
public abstract class StorageTest(StorageProvider provider, string? server = null) : IAsyncLifetime
{
    private readonly List<TestStorage> _storages = [];

    protected ManualTimeProvider Time { get; } = new();

    protected TestDatabase Database { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected TestStorage Storage { get; set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync(provider, server);
        Storage = await StartAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var storage in _storages) await storage.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
    }

    protected virtual void Configure(StorageOptions options)
    {
    }

    /// <summary>A further process, as it were, on the same database.</summary>
    private protected async Task<TestStorage> StartAnotherAsync(Action<StorageOptions>? configure = null)
    {
        var storage = Database.Open(Time, configure ?? Configure);
        _storages.Add(storage);
        await storage.Startup.StartAsync(Token);
        return storage;
    }

    /// <summary>Ends the storage as a process that stops in good order does.</summary>
    private protected async Task StopAsync(TestStorage storage)
    {
        _storages.Remove(storage);
        await storage.DisposeAsync();
    }
}
