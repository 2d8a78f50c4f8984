using Identity.Clerk.Identifiers;
using Identity.Grains.Directory;
using Identity.Ingest.Tests.Discovery;
using Identity.Ingest.Walks;

namespace Identity.Ingest.Tests.Reconcile;

public class OrganizationsOffTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OrganizationsWereSwitchedOff_NoneIsGone()
    {
        await using var api = await StubBackendApi.StartAsync();
        await using var host = await IngestHost.StartAsync(api: TestApi.Options(url: api.Url));
        await host.Inbox.CompleteAsync(
            [],
            new DirectoryEntries(
                null,
                new OrganizationEntry { Id = OrganizationId.Parse("org_1"), Revision = 1, CreatedAt = 1, UpdatedAt = 1 },
                [
                    new MembershipEntry
                    {
                        Id = MembershipId.Parse("orgmem_1"),
                        UserId = UserId.Parse("user_1"),
                        OrganizationId = OrganizationId.Parse("org_1"),
                        Revision = 1,
                        CreatedAt = 1,
                    },
                ]),
            Cancel);
        var status = await host.Get<WalkJobs>().RunAsync(WalkKind.FullReconcile, Cancel);
        Assert.Empty(status.Report!.Removed);
        Assert.Equal(0, status.Report.Spared);
        Assert.Empty(host.Grain.Learned);
    }
}
