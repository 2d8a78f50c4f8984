using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Identifiers;
using Identity.Ingest.Erasure;
using Identity.Ingest.Operations;
using Identity.Ingest.Webhooks;
using Identity.Storage.Inbox;
using Identity.Testing;

namespace Identity.Ingest.Tests.Erasure;

public sealed class EraserTests : IAsyncLifetime
{
    private const string Address = "ada.forget@northwind.example";
    private const string Name = "Adalberta";
    private static readonly UserId Ada = UserId.Parse("user_ada");

    // PostgreSQL keeps the inbox in one table, and the trigrams in an index.
    private static readonly string[] WhereAnAddressIs = TestEngine.IsOrleans
        ? ["inbox.body", "orleansstorage.payloadbinary", "resources.email_address", "resources.email_key",
            "user_identifiers.value", "user_texts.body", "users.email_address"]
        : ["grain_state.payload", "inbox_body.body", "resources.email_address", "resources.email_key",
            "user_identifiers.value", "users.body", "users.email_address"];

    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private RunningSilo _silo = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(_folder, clock: _clock);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Erase_ADeletedUser_IsNowhereAnyMore()
    {
        await ReceiveLifeAsync();
        Assert.Equal(WhereAnAddressIs, await _silo.FindAsync(Address));
        await _silo.ReceiveAsync("msg_end", "user.deleted", ClerkEventJson.Deleted("user", Ada.Value), Now);

        var report = await _silo.Get<Eraser>().EraseAsync(Ada, Cancel);
        Assert.NotNull(report);
        Assert.Empty(await _silo.FindAsync(Address));
        Assert.Empty(await _silo.FindAsync(Name));
        Assert.Empty(await _silo.FindAsync("Secretive"));
        Assert.Equal(3, report.Value.Resources);

        // The tombstone stays, and so does everybody else.
        Assert.Contains("users.user_id", await _silo.FindAsync(Ada.Value));
        Assert.Null(await _silo.User(Ada.Value).GetAsync());
        Assert.Equal("Grace", (await _silo.User("user_grace").GetAsync())!.FirstName);
        Assert.NotEmpty(await _silo.FindAsync("user_grace@northwind.example"));
        Assert.NotNull(await _silo.Resource("orginv_sent").GetAsync());
        Assert.Empty(await _silo.Directory.DeletedUsersAsync(long.MaxValue, 10, Cancel));
    }

    [Fact]
    public async Task Erase_Twice_IsAsOnce()
    {
        await ReceiveLifeAsync();
        await _silo.ReceiveAsync("msg_end", "user.deleted", ClerkEventJson.Deleted("user", Ada.Value), Now);
        await _silo.Get<Eraser>().EraseAsync(Ada, Cancel);
        Assert.Equal(0, (await _silo.Get<Eraser>().EraseAsync(Ada, Cancel))!.Value.Deliveries);
    }

    [Fact]
    public async Task Erase_NotDeleted_DoesNothing()
    {
        await ReceiveLifeAsync();
        Assert.Null(await _silo.Get<Eraser>().EraseAsync(Ada, Cancel));
        Assert.Equal(Name, (await _silo.User(Ada.Value).GetAsync())!.FirstName);
    }

    [Fact]
    public async Task Erase_ThenEverythingOnceMore_KeepsNothing()
    {
        await ReceiveLifeAsync();
        await _silo.ReceiveAsync("msg_end", "user.deleted", ClerkEventJson.Deleted("user", Ada.Value), Now);
        await _silo.Get<Eraser>().EraseAsync(Ada, Cancel);
        await ReceiveLifeAsync("again_", quarantined: false);
        Assert.Empty(await _silo.FindAsync(Address));
        Assert.Empty(await _silo.FindAsync(Name));
        Assert.Equal(0, (await _silo.Inbox.CountAsync(Cancel)).Pending);
    }

    [Fact]
    public async Task Replay_ErasedDelivery_CannotBeDone()
    {
        await ReceiveLifeAsync();
        await _silo.ReceiveAsync("msg_end", "user.deleted", ClerkEventJson.Deleted("user", Ada.Value), Now);
        await _silo.Get<Eraser>().EraseAsync(Ada, Cancel);
        var replayed = await _silo.Get<InboxOperations>().ReplayAsync(MessageId.Parse("msg_created"), false, Cancel);
        Assert.Equal(ReplayStatus.Erased, replayed.Status);
        var listed = await _silo.Inbox.ListAsync(new InboxFilter { UserId = Ada }, null, 100, Cancel);
        Assert.Contains(listed, entry => entry.Id.Value == "msg_created");
        Assert.All(listed, entry => Assert.True(entry.BodyErased, entry.ToString()));
    }

    // All that may tell of somebody: the user, a session, a membership, what others sent them and they sent others, what
    // they pay, and what nobody could read.
    private async Task ReceiveLifeAsync(string prefix = "msg_", bool quarantined = true)
    {
        var user = ClerkEventJson.User(Ada.Value, Now, Name, email: Address);
        user["private_metadata"] = new JsonObject { ["note"] = "Secretive" };
        await ReceiveAsync("created", "user.created", user);
        await ReceiveAsync(
            "session", "session.created",
            ClerkEventJson.Session("sess_1", Ada.Value, "active", Now, (JsonObject)user.DeepClone()));
        var membership = ClerkEventJson.Membership("orgmem_1", Ada.Value, "org_1", "org:admin", Now);
        membership["public_user_data"]!["identifier"] = Address;
        membership["public_user_data"]!["first_name"] = Name;
        await ReceiveAsync("membership", "organizationMembership.created", membership);

        var received = ClerkResourceJson.Invitation("orginv_got", "org_2", "pending", Now);
        received["email_address"] = Address;
        await ReceiveAsync("invited", "organizationInvitation.created", received);
        received = ClerkResourceJson.Invitation("orginv_got", "org_2", "accepted", Now + 9, acceptedBy: Ada.Value);
        received["email_address"] = Address;
        await ReceiveAsync("accepted", "organizationInvitation.accepted", received);

        var sent = ClerkResourceJson.Invitation("orginv_sent", "org_1", "pending", Now, inviterId: Ada.Value);
        sent["public_inviter_data"]!["identifier"] = Address;
        sent["public_inviter_data"]!["first_name"] = Name;
        await ReceiveAsync("sent", "organizationInvitation.created", sent);
        var paid = ClerkResourceJson.Billing("commerce_subscription", "csub_1", "active", Now, userId: Ada.Value);
        paid["payer"]!["email"] = Address;
        await ReceiveAsync("paid", "subscription.created", paid);
        await ReceiveAsync("grace", "user.created", ClerkEventJson.User("user_grace", Now, "Grace"));
        if (!quarantined) return;

        var contradictory = ClerkEventJson.User(Ada.Value, Now + 999_999_999, Name, email: Address);
        await ReceiveAsync("contradictory", "user.updated", contradictory);
        await ReceiveAsync(
            "unknown", "somebody.did",
            new JsonObject { ["user_id"] = Ada.Value, ["email"] = Address, ["name"] = Name });
        var unreadable = Encoding.UTF8.GetBytes($"{{\"data\":{{\"id\":\"{Ada}\",\"email\":\"{Address}\"");
        Assert.Equal(IntakeStatus.Quarantined, (await _silo.ReceiveAsync($"{prefix}unreadable", unreadable)).Status);

        Task<IntakeResult> ReceiveAsync(string id, string type, JsonNode data) =>
            _silo.ReceiveAsync(prefix + id, type, data, Now + 10);
    }
}
