using Identity.Cluster.Tests.Front;
using Identity.Testing;

namespace Identity.Cluster.Tests.Load;

/// <summary>Svix may deliver one message by several workers at once.</summary>
public sealed class DuplicateTests
{
    private const int Copies = 1000;
    private const long Start = 1_790_845_200_000;

    public static TheoryData<string> Databases => Database.Names;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Post_OneMessageAThousandTimesAtOnce_IsOneRowAndOneStep(string database)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var stored = await Database.CreateAsync(database);
        await using var front = await FrontProcess.StartAsync(stored.Settings);
        var body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_1", Start), Start);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Copies).Select(_ => Delivery.AcknowledgedAsync(front, "msg_1", body, cancel)));
        Assert.All(answers, became => Assert.Contains(became, new[] { "applied", "duplicate", "deferred" }));

        var inbox = new InboxClient(front);
        await inbox.DrainedAsync(cancel);
        Assert.Equal("applied", Assert.Single(await inbox.ListAsync(cancel)).State);
        Assert.Equal(1, (await CallerView.GetAsync(front, "user_1", null, cancel)).Version);
    }
}
