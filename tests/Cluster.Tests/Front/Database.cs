using Identity.Testing;

namespace Identity.Cluster.Tests.Front;

/// <summary>A front's settings on one of the two databases, and the database with them.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly PostgresDatabase? _postgres;

    /// <summary>Settings for a database that is there, or for SQLite.</summary>
    public Database(PostgresDatabase? postgres)
    {
        _postgres = postgres;
        if (postgres is not null)
        {
            Settings
                .With("Storage__Provider", "PostgreSql")
                .With("ConnectionStrings__Identity", postgres.ConnectionString);
        }

        // What is asked here is whether anything is lost, not how fast a busy machine is.
        Settings
            .With("Authentication__Schemes__Clerk__ResolveTimeout", "00:00:30")
            .With("Operator__Key", InboxClient.Key);
    }

    /// <summary>The databases that a front may stand on.</summary>
    public static TheoryData<string> Names => ["SQLite", "PostgreSQL"];

    public FrontSettings Settings { get; } = new();

    public static async Task<Database> CreateAsync(string name)
    {
        Assert.SkipWhen(name == "SQLite" && TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        if (name == "SQLite") return new Database(null);
        Assert.SkipWhen(
            PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        return new Database(await PostgresDatabase.CreateAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Settings.Dispose();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }
}
