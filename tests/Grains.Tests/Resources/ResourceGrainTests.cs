using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Resources;
using Identity.Grains.Directory;
using Identity.Grains.Events;
using Identity.Grains.State;
using Identity.Grains.Tests.Engine;
using Identity.Grains.Tests.Merging;
using Identity.Testing;
using static Identity.Grains.Tests.Merging.EventMaker;

namespace Identity.Grains.Tests.Resources;

public class ResourceGrainTests
{
    private const string Id = "orginv_1";
    private const string Somebody = "user_3K5Qy9VzFpcm0RzckqATkRxW2ZZ";

    [Fact]
    public async Task Apply_Invitation_IsReadAsItCameAndListedByItsMembers()
    {
        await using var host = await GrainHost.StartAsync();
        var result = await host.Resource(Id).ApplyAsync([Accepted, Invited]);
        Assert.Equal([EventResult.Applied, EventResult.Stale], result.Outcomes.Select(o => o.Result));
        Assert.False(result.HasGap);
        Assert.Equal(AcceptedJson.ToJsonString(), await TextAsync(host));

        var entry = result.Entries.Resource!;
        Assert.Equal(ResourceKind.OrganizationInvitation, entry.Kind);
        Assert.Equal("accepted", entry.Status);
        Assert.Equal(TheOrganization, entry.OrganizationId?.Value);
        Assert.Equal(Somebody, entry.UserId?.Value);
        Assert.Equal(TheUser, entry.InviterId?.Value);
        Assert.Equal($"{Id}@fabrikam.example", entry.EmailAddress);
        Assert.Equal(Start + 10, entry.UpdatedAt);
        Assert.False(entry.Deleted);

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        Assert.Equal(AcceptedJson.ToJsonString(), await TextAsync(restarted));
    }

    [Fact]
    public async Task Apply_DeletedStubBeforeTheCreation_IsGoneForGood()
    {
        await using var host = await GrainHost.StartAsync();
        var domain = host.Resource("orgdmn_1");
        var deleted = await domain.ApplyAsync([Make(
            "dd",
            "organizationDomain.deleted",
            ClerkEventJson.Deleted("organization_domain", "orgdmn_1"),
            Start + 50)]);
        Assert.Equal(EventResult.Applied, deleted.Outcomes[0].Result);
        var late = await domain.ApplyAsync([Make(
            "dc", "organizationDomain.created",
            ClerkResourceJson.Domain("orgdmn_1", TheOrganization, "manual_invitation", Start + 100), Start + 105)]);
        Assert.Equal(EventResult.Stale, late.Outcomes[0].Result);
        Assert.Null(await domain.GetAsync());

        foreach (var row in new[] { deleted.Entries.Resource, late.Entries.Resource })
        {
            Assert.Equal(
                new ResourceEntry
                {
                    Id = ResourceId.Parse("orgdmn_1"),
                    Kind = ResourceKind.OrganizationDomain,
                    Revision = 1,
                    Deleted = true,
                },
                row);
        }
    }

    [Fact]
    public async Task Learn_GoneInvitation_IsGone()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Resource(Id).ApplyAsync([Invited]);
        var gone = await host.Resource(Id).LearnAsync([new FetchedSnapshot(
            FetchedKind.OrganizationInvitation, Json(new JsonObject { ["id"] = Id }), IsGone: true)]);
        Assert.True(gone.Entries.Resource?.Deleted);
        await host.Resource(Id).ApplyAsync([Accepted]);
        Assert.Null(await host.Resource(Id).GetAsync());
    }

    [Fact]
    public async Task Erase_TheInviter_IsRedactedAlsoInLaterSnapshots()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Resource(Id).ApplyAsync([Invited]);
        Assert.Contains("ada@northwind.example", await TextAsync(host), StringComparison.Ordinal);

        var row = await host.Resource(Id).EraseAsync(UserId.Parse(TheUser));
        Assert.False(row.Resource?.Deleted);
        Assert.DoesNotContain("ada@northwind.example", await TextAsync(host), StringComparison.Ordinal);

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        var later = await restarted.Resource(Id).ApplyAsync([Accepted]);
        Assert.Equal(EventResult.Applied, later.Outcomes[0].Result);

        // The delivery's body names the inviter too, so the inbox mustn't keep it.
        Assert.True(later.Erased);
        var text = await TextAsync(restarted);
        Assert.Contains("accepted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@northwind.example", text, StringComparison.Ordinal);
        Assert.Contains($"{Id}@fabrikam.example", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erase_TheOneItIsFor_StaysErased()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Resource(Id).ApplyAsync([Accepted]);
        var row = await host.Resource(Id).EraseAsync(UserId.Parse(Somebody));
        Assert.True(row.Resource?.Deleted);
        Assert.Null(row.Resource?.EmailAddress);
        Assert.Null(await host.Resource(Id).GetAsync());

        await using var restarted = await GrainHost.StartAsync(host.Storage);
        var again = await restarted.Resource(Id).ApplyAsync([Accepted, Invited, Make(
            "later", "organizationInvitation.revoked",
            ClerkResourceJson.Invitation(Id, TheOrganization, "revoked", Start + 1000, TheUser), Start + 1005)]);
        Assert.All(again.Outcomes, o => Assert.Equal(EventResult.Stale, o.Result));
        Assert.True(again.Erased);
        Assert.Null(await restarted.Resource(Id).GetAsync());
        Assert.Equal(2, host.Storage.Writes);
    }

    [Fact]
    public async Task Erase_SomebodyElse_ChangesNothing()
    {
        await using var host = await GrainHost.StartAsync();
        await host.Resource(Id).ApplyAsync([Accepted]);
        await host.Resource(Id).EraseAsync(UserId.Parse("user_nobody"));
        Assert.Equal(AcceptedJson.ToJsonString(), await TextAsync(host));
        Assert.Equal(1, host.Storage.Writes);
    }

    [Theory]
    [InlineData("subscription", "subscription.created", "subscription.pastDue")]
    [InlineData("subscription_item", "subscriptionItem.created", "subscriptionItem.freeTrialEnding")]
    [InlineData("payment_attempt", "paymentAttempt.created", "paymentAttempt.updated")]
    public async Task Apply_Billing_IsKeptUnderItsPayer(string kind, string created, string changed)
    {
        foreach (var order in Permutations.WithOneDuplicate<ClerkDelivery>(
            [
                Make("a", created, ClerkResourceJson.Billing(kind, "x_1", "active", Start, TheUser), Start + 5),
                Make("b", changed, ClerkResourceJson.Billing(kind, "x_1", "past_due", Start, TheUser), Start + 5),
            ]))
        {
            await using var host = await GrainHost.StartAsync();
            ApplyResult result = null!;
            foreach (var delivery in order) result = await host.Resource("x_1").ApplyAsync([delivery]);
            Assert.Equal("past_due", result.Entries.Resource?.Status);
            Assert.Equal(TheUser, result.Entries.Resource?.UserId?.Value);
            Assert.Null(result.Entries.Resource?.EmailAddress);
        }
    }

    [Fact]
    public void Serialize_Resource_ComesBackToTheByte()
    {
        var state = new Grains.Resources.ResourceState().Merge(Read(Accepted), out _);
        foreach (var next in new[] { state, state.Erase(UserId.Parse(TheUser)), state.Erase(UserId.Parse(Somebody)) })
        {
            var bytes = GrainStateJson.Serialize(next);
            Assert.Equal(
                bytes, GrainStateJson.Serialize(GrainStateJson.Deserialize<Grains.Resources.ResourceState>(bytes)));
        }
    }

    private static JsonObject AcceptedJson =>
        ClerkResourceJson.Invitation(Id, TheOrganization, "accepted", Start + 10, TheUser, acceptedBy: Somebody);

    private static ClerkDelivery Accepted { get; } =
        Make("ia", "organizationInvitation.accepted", AcceptedJson, Start + 15);

    private static ClerkDelivery Invited { get; } = Make(
        "ic", "organizationInvitation.created",
        ClerkResourceJson.Invitation(Id, TheOrganization, "pending", Start, TheUser), Start + 5);

    private static async Task<string?> TextAsync(GrainHost host) =>
        await host.Resource(Id).GetAsync() is { } raw ? Encoding.UTF8.GetString(raw.Bytes.Span) : null;
}
