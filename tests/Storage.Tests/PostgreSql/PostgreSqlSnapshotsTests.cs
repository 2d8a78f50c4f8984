using Identity.Storage.Directory.Lists;
using Identity.Storage.Tests.Fixtures;

namespace Identity.Storage.Tests.PostgreSql;

public sealed class PostgreSqlSnapshotsTests() : StorageTest(StorageProvider.PostgreSql)
{
    /// <summary>Even where the server holds processes for cheap, and what they read for plenty.</summary>
    [Fact]
    public async Task Lists_AreReadByOneProcessOfTheServer()
    {
        var plan = await Storage.Get<ISnapshots>().ReadAsync(
            async queries =>
            {
                await queries.QueryAsync(
                    """
                    SELECT set_config(name, '0', true) FROM unnest(ARRAY[
                      'parallel_setup_cost', 'parallel_tuple_cost', 'min_parallel_table_scan_size']) name
                    """,
                    row => row.GetString(0),
                    Token);
                return await queries.QueryAsync("EXPLAIN SELECT count(*) FROM users", row => row.GetString(0), Token);
            },
            Token);

        Assert.DoesNotContain(plan, line => line.Contains("Gather", StringComparison.Ordinal));
    }
}
