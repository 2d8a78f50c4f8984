using Identity.Testing;

namespace Identity.Storage.Tests.Changes;

/// <summary>
/// A PostgreSQL server for these tests alone: the feed waits for every transaction of its server, other tests' included.
/// </summary>
public sealed class FeedServer : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>Null where there is no PostgreSQL.</summary>
    public string? ConnectionString => _server?.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.Obstacle is null) _server = await PostgresServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
