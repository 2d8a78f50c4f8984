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

        await silo.Database.CutConnectionsAsync();
        await ApplyAsync(silo, Start + 1);

        await silo.Database.CutConnectionsAsync();
        Assert.Null(await silo.User("user_grace").GetAsync());
    }

    private static Task<ApplyResult> ApplyAsync(SiloHost silo, long at)
    {
        var body = ClerkEventJson.Envelope("user.updated", ClerkEventJson.User("user_ada", at), at);
        return silo.User("user_ada").ApplyAsync([new ClerkDelivery(MessageId.Parse($"msg_{at}"), body)]);
    }
}
