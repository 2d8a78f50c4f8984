using Identity.Ingest.Walks;
using Identity.Storage.Changes;

namespace Identity.Ingest.Tests.Reconcile;

/// <summary>What Clerk was asked for is told to operators as what a webhook told.</summary>
public sealed class ReconcileFeedTests : ReconcileTests
{
    [Fact]
    public async Task Run_ChangesWereNotDelivered_TheFeedNamesThemAndNothingElse()
    {
        await Silo.WalkAsync(WalkKind.RecentReconcile);
        var feed = Silo.Get<IChangeFeed>();
        var end = await feed.EndAsync(Cancel);
        var changed = (string)(await UsersAsync())[1]["id"]!;
        await Emulator.SendAsync(HttpMethod.Patch, $"/emulator/users/{changed}", new { first_name = "Changed" });

        await Silo.WalkAsync(WalkKind.RecentReconcile);

        var change = Assert.Single((await feed.ReadAsync(end, 100, Cancel)).Changes);
        Assert.Equal((changed, changed), (change.Entity?.Value, change.UserId?.Value));
        Assert.Null(change.Delivery);
    }
}
