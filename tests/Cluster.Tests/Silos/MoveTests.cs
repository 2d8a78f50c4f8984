using Identity.Cluster.Tests.Front;
using Identity.Cluster.Tests.Load;
using Identity.Testing;

namespace Identity.Cluster.Tests.Silos;

/// <summary>One machine becomes too small, or three too many: the database stays, and nothing is converted.</summary>
[Collection(nameof(OneByOne))]
public sealed class MoveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_OfOneProcess_IsTakenOverByACluster_AndBack()
    {
        Engine.RequireOrleans();
        await using var cluster = await TestCluster.CreateAsync(ownServer: false);
        using var folder = new TempFolder();
        await PublishedFront.MakeAsync(folder.Path, Cancel);
        using var alone = new FrontSettings
        {
            Program = folder.Combine("Identity.WebFront.dll"),
            Signer = cluster.Keys.Signer,
            Minter = cluster.Keys.Minter,
        }
        .With("Storage__Provider", "PostgreSql")
        .With("ConnectionStrings__Identity", cluster.ConnectionString)
        .With("Operator__Key", InboxClient.Key)
        .With("Authentication__Schemes__Clerk__ResolveTimeout", "00:00:30");
        var clerk = new ModelClerk("m", Seed.For(Seed.Next(), 0), 0);
        var users = new Dictionary<ModelUser, CallerView>();

        await using (var front = await FrontProcess.StartAsync(alone))
        {
            await TellAsync(front, clerk);
            foreach (var user in clerk.Users) users.Add(user, await ViewAsync(front, user));
            Assert.All(users, user => Assert.Equal(user.Key.Truth(user.Value.Version), user.Value));
            await StopAsync(front);
        }

        for (var i = 0; i < 2; i++) await cluster.AddSiloAsync();
        var inCluster = await cluster.AddPatientFrontAsync();
        foreach (var (user, view) in users) Assert.Equal(view, await ViewAsync(inCluster, user));
        await TellAsync(inCluster, clerk);
        foreach (var user in clerk.Users) users[user] = await ViewAsync(inCluster, user);
        Assert.All(users, user => Assert.Equal(user.Key.Truth(user.Value.Version), user.Value));
        await StopAsync(inCluster);
        foreach (var silo in cluster.Silos) Assert.Equal(0, await silo.StopAsync(Cancel));

        await using var again = await FrontProcess.StartAsync(alone);
        foreach (var (user, view) in users) Assert.Equal(view, await ViewAsync(again, user));
    }

    private static async Task TellAsync(FrontProcess front, ModelClerk clerk)
    {
        var events = Enumerable.Range(0, 5).SelectMany(_ => clerk.Live()).ToArray();
        await Delivery.SendAsync(front, events.Select(e => (e.Id, e.Body)), atOnce: 8, Cancel);
        await new InboxClient(front).DrainedAsync(Cancel);
    }

    private static Task<CallerView> ViewAsync(FrontProcess front, ModelUser user) =>
        CallerView.GetAsync(front, user.Id, user.Organization.Id, Cancel);

    private static async Task StopAsync(FrontProcess front)
    {
        await front.SignalAsync("TERM");
        Assert.True(await front.EndsAsync(Cancel) == 0, front.Output);
    }
}
