using Identity.Testing;

namespace Identity.WebFront.Tests.Hosting;

/// <summary>Two processes on one database would each serve what the other has changed.</summary>
public class LockLostTests
{
    private const string TheLock =
        """
        FROM pg_locks WHERE locktype = 'advisory' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lock_TakenByAnotherProcess_EndsTheFront()
    {
        Assert.SkipWhen(TestEngine.IsOrleans, TestEngine.EmbeddedOnly);
        Assert.SkipWhen(PostgresDatabase.Obstacle is not null && PostgresDatabase.MayBeMissing, PostgresDatabase.Obstacle ?? "");
        await using var database = await PostgresDatabase.CreateAsync();
        using var settings = new FrontSettings()
            .With("Storage__Provider", "PostgreSql")
            .With("ConnectionStrings__Identity", database.ConnectionString);
        await using var front = await FrontProcess.StartAsync(settings);

        // Whoever waits in the server's queue gets the lock as soon as the connection that has it is cut.
        var taken = database.ExecuteAsync(
            $"""
            SET application_name = 'thief';
            DO $$
            DECLARE l record;
            BEGIN
              SELECT * INTO STRICT l {TheLock};
              PERFORM pg_advisory_lock(
                (l.classid::bigint::bit(32))::int, (l.objid::bigint::bit(32))::int);
            END $$;
            SELECT pg_sleep(60);
            """);
        await database.ExecuteAsync(
            $"""
            DO $$
            BEGIN
              WHILE NOT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
              LOOP PERFORM pg_sleep(0.01); END LOOP;
              PERFORM pg_terminate_backend(pid) {TheLock};
            END $$;
            """);

        Assert.Equal(1, await front.EndsAsync(Cancel));
        Assert.Contains("Another process has the database now", front.Output, StringComparison.Ordinal);

        await database.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thief'");
        await Assert.ThrowsAnyAsync<Exception>(() => taken);
    }
}
