using Identity.Clerk.Identifiers;
using Identity.Grains.Events;
using Identity.Testing;

namespace Identity.Silo.Tests.Orleans;

public class WatchedGrainStorageTests
{
    private const long Start = 1_790_845_200_000;

    /// <summary>As after a restart of the server: the pool doesn't know yet that its connections are dead.</summary>
    [Fact]
    public async Task ReadAndWrite_TheConnectionsHaveDied_AreDoneAtOnce()
    {
        await using var silo = await SiloHost.StartAsync();
        await ApplyAsync(silo, Start);

        await CutConnectionsAsync(silo);
        await ApplyAsync(silo, Start + 1);

        await CutConnectionsAsync(silo);
        Assert.Null(await silo.User("user_grace").GetAsync());
    }

    private static Task<ApplyResult> ApplyAsync(SiloHost silo, long at)
    {
        var body = ClerkEventJson.Envelope("user.updated", ClerkEventJson.User("user_ada", at), at);
        return silo.User("user_ada").ApplyAsync([new ClerkDelivery(MessageId.Parse($"msg_{at}"), body)]);
    }

    private static Task CutConnectionsAsync(SiloHost silo) => silo.Database.ExecuteAsync(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """);
}
