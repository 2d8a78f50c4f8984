using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Clerk.Emulator.Tests.Webhooks;

/// <summary>Events of everything but users, organizations and memberships, against samples of Clerk's.</summary>
public sealed class EventTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RoleAndPermissionLife_EveryEvent_HasClerksShape(bool full)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        var suffix = full ? ".full-object" : "";

        await emulator.PostAsync(
            "/emulator/permissions",
            new { key = "org:invoices:approve", name = "Approve invoices", description = "May approve invoices" });
        AssertShape("permission.created", await receiver.NextAsync());
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/permissions/org:invoices:approve", new { description = "May say yes" });
        var updated = await receiver.NextAsync();
        AssertShape("permission.updated", updated);
        Assert.Equal("May say yes", (string)updated.Data["description"]!);

        await emulator.PostAsync("/emulator/roles", new
        {
            key = "org:auditor",
            name = "Auditor",
            description = "Looks at the books",
            permissions = new[] { "org:invoices:read", "org:invoices:approve" },
        });
        var created = await receiver.NextAsync();
        AssertShape("role.created", created);
        Assert.Equal("May say yes", (string)created.Data["permissions"]![1]!["description"]!);
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/roles/org:auditor", new { permissions = new[] { "org:invoices:read" } });
        AssertShape("role.updated", await receiver.NextAsync());

        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/roles/org:auditor{(full ? "?full=true" : "")}");
        var role = await receiver.NextAsync();
        await emulator.SendAsync(
            HttpMethod.Delete, $"/emulator/permissions/org:invoices:approve{(full ? "?full=true" : "")}");
        var permission = await receiver.NextAsync();
        AssertMembers("role.deleted" + suffix, role);
        AssertMembers("permission.deleted" + suffix, permission);
        Assert.False(receiver.TryTake());
    }

    [Fact]
    public async Task InvitationLife_EveryEvent_HasClerksShape()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await OrganizationAsync(receiver);
        var kenji = await emulator.UserAsync("kenji");
        await receiver.NextAsync("user.created");
        async Task<string> InviteAsync(string email, string? inviter)
        {
            var answer = await emulator.PostAsync(
                "/emulator/organizations/northwind-labs/invitations",
                new { email_address = email, role = "org:member", inviter_id = inviter });
            return (string)answer["invitation"]!["id"]!;
        }

        var first = await InviteAsync("kenji@northwind.example", "noor");
        AssertShape("organizationInvitation.created", await receiver.NextAsync());
        var second = await InviteAsync("lena@northwind.example", "noor");
        await receiver.NextAsync();
        await InviteAsync("mira@northwind.example", null);
        Assert.Null((await receiver.NextAsync()).Data["inviter_id"]);

        await emulator.PostAsync($"/emulator/invitations/{second}/revoke");
        AssertShape("organizationInvitation.revoked", await receiver.NextAsync());
        await emulator.PostAsync($"/emulator/invitations/{first}/accept");
        var taken = await receiver.TakeAsync(2);
        var accepted = taken.Single(one => one.Type == "organizationInvitation.accepted");
        var joined = taken.Single(one => one.Type == "organizationMembership.created");
        AssertShape("organizationInvitation.accepted", accepted);
        Assert.Equal(kenji, (string)accepted.Data["user_id"]!);
        AssertShape("organizationMembership.created.member", joined);
        Assert.Equal(1, (int)joined.Data["organization"]!["pending_invitations_count"]!);

        var id = (string)joined.Data["organization"]!["id"]!;
        var all = await emulator.BackendAsync($"/v1/organizations/{id}/invitations");
        Assert.Equal(3, (int)all["total_count"]!);
        Assert.Equal(
            1, (int)(await emulator.BackendAsync("/v1/organization_invitations?status=accepted"))["total_count"]!);
        Assert.Equal(
            1, (int)(await emulator.BackendAsync($"/v1/users/{kenji}/organization_invitations"))["total_count"]!);
        Assert.Equal(
            "revoked",
            (string)(await emulator.BackendAsync($"/v1/organizations/{id}/invitations/{second}"))["status"]!);
        await emulator.BackendErrorAsync($"/v1/organizations/{id}/invitations/orginv_x", 404);
        await emulator.BackendErrorAsync("/v1/organization_invitations?status=lost", 422);
    }

    [Fact]
    public async Task DomainLife_EveryEvent_HasClerksShape()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await OrganizationAsync(receiver);

        var created = await emulator.PostAsync(
            "/emulator/organizations/northwind-labs/domains",
            new { name = "northwind.example", affiliation_email_address = "noor@northwind.example" });
        AssertShape("organizationDomain.created", await receiver.NextAsync());
        var id = (string)created["domain"]!["id"]!;
        await emulator.SendAsync(
            HttpMethod.Patch,
            $"/emulator/domains/{id}",
            new { enrollment_mode = "automatic_suggestion", verified = true });
        AssertShape("organizationDomain.updated", await receiver.NextAsync());
        foreach (var query in new[]
        {
            "", "?verified=true", "?enrollment_mode=automatic_suggestion,manual_invitation", "?query=NORTH",
            "?enrollment_mode=-enterprise_sso", "?domains=northwind.example&order_by=name",
        })
        {
            Assert.Equal(1, (int)(await emulator.BackendAsync("/v1/organization_domains" + query))["total_count"]!);
        }

        var organization = (string)created["domain"]!["organization_id"]!;
        Assert.Equal(0, (int)(await emulator.BackendAsync(
            $"/v1/organizations/{organization}/domains?verified=false"))["total_count"]!);

        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/domains/{id}");
        AssertMembers("organizationDomain.deleted", await receiver.NextAsync());
        Assert.Equal(0, (int)(await emulator.BackendAsync("/v1/organization_domains"))["total_count"]!);
    }

    [Fact]
    public async Task WaitlistAndCodes_EveryEvent_HasClerksShape()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        var joined = await emulator.PostAsync("/emulator/waitlist", new { email_address = "lena@example.net" });
        AssertShape("waitlistEntry.created", await receiver.NextAsync());
        await emulator.PostAsync($"/emulator/waitlist/{joined["entry"]!["id"]}/invite");
        var invited = await receiver.NextAsync();
        AssertShape("waitlistEntry.updated", invited);
        Assert.Equal("invited", (string)invited.Data["status"]!);

        var email = await emulator.PostAsync("/emulator/codes", new { email_address = "kenji@northwind.example" });
        var mail = await receiver.NextAsync();
        AssertMembers("email.created", mail);
        Assert.Equal((string)email["code"]!, (string)mail.Data["data"]!["otp_code"]!);
        await emulator.PostAsync(
            "/emulator/users",
            new { email_address = "kenji@northwind.example", phone_number = "+31105550123" });
        await receiver.NextAsync();
        await emulator.PostAsync("/emulator/codes", new { phone_number = "+31105550123" });
        AssertMembers("sms.created", await receiver.NextAsync());
    }

    [Fact]
    public async Task Billing_EveryStep_TellsItsEvents()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await OrganizationAsync(receiver);

        var answer = await emulator.PostAsync(
            "/emulator/billing/subscribe", new { organization_id = "northwind-labs", plan = "team" });
        var told = (await receiver.TakeAsync(5)).ToDictionary(one => one.Type);
        AssertShape("subscription.created", told["subscription.created"]);
        AssertShape("subscriptionItem.active", told["subscriptionItem.active"]);
        AssertShape("paymentAttempt.created", told["paymentAttempt.created"]);
        Assert.Equal(
            ["paymentAttempt.created", "subscription.active", "subscription.created", "subscriptionItem.active",
                "subscriptionItem.created"],
            told.Keys.Order());

        var id = (string)answer["subscription"]!["id"]!;
        var steps = new Dictionary<string, string[]>
        {
            ["past-due"] = ["paymentAttempt.created", "subscription.pastDue", "subscriptionItem.pastDue"],
            ["pay"] = ["paymentAttempt.updated", "subscription.active", "subscriptionItem.active"],
            ["update"] = ["subscription.updated", "subscriptionItem.updated"],
            ["trial-ending"] = ["subscriptionItem.freeTrialEnding"],
            ["abandon"] = ["subscriptionItem.abandoned"],
            ["incomplete"] = ["subscriptionItem.incomplete"],
            ["upcoming"] = ["subscriptionItem.upcoming"],
            ["cancel"] = ["subscription.updated", "subscriptionItem.canceled"],
            ["end"] = ["subscription.updated", "subscriptionItem.ended"],
        };
        foreach (var (step, types) in steps)
        {
            await emulator.PostAsync($"/emulator/billing/subscriptions/{id}/{step}");
            var events = await receiver.TakeAsync(types.Length);
            Assert.Equal(types, events.Select(one => one.Type).Order());
            Assert.All(events, AssertFresh);
        }

        using var over = await emulator.AskAsync(HttpMethod.Post, $"/emulator/billing/subscriptions/{id}/pay");
        Assert.Equal(System.Net.HttpStatusCode.Conflict, over.StatusCode);
    }

    [Fact]
    public async Task Billing_OfAUser_NamesTheUser()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        var id = await emulator.UserAsync("noor");

        await emulator.PostAsync("/emulator/billing/subscribe", new { user_id = "noor", plan = "pro", amount = 900 });

        var payer = (await receiver.NextAsync("subscription.created")).Data["payer"]!;
        Assert.Equal(id, (string)payer["user_id"]!);
        Assert.Equal("", (string)payer["organization_id"]!);
        Assert.Equal("Haddad", (string)payer["last_name"]!);
    }

    [Theory]
    [InlineData("end", "session.ended")]
    [InlineData("remove", "session.removed")]
    public async Task Session_EndedByHand_HasClerksShape(string verb, string type)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");
        var id = (string)(await emulator.PostAsync("/emulator/users/noor/sign-in"))["session_id"]!;

        await emulator.PostAsync($"/emulator/sessions/{id}/{verb}");

        // Neither an organization nor a second factor was chosen.
        AssertShape(
            type,
            await receiver.NextAsync(type),
            "$.data.last_active_organization_id is Null instead of String",
            "$.data.user.mfa_enabled_at is Null instead of Number",
            "$.data.user.primary_phone_number_id is Null instead of String");
    }

    [Fact]
    public async Task Session_AfterAWeek_EndsByItself()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(clock: clock, receiver: receiver);
        var userId = await emulator.UserAsync("noor");
        await emulator.PostAsync("/emulator/users/noor/sign-in");
        clock.Advance(TimeSpan.FromDays(1));
        await emulator.PostAsync("/emulator/users/noor/sign-in?pending=true");

        clock.Advance(TimeSpan.FromDays(6));
        var first = await receiver.NextAsync("session.ended");
        clock.Advance(TimeSpan.FromDays(1));
        var second = await receiver.NextAsync("session.ended");

        Assert.NotEqual((string)first.Data["id"]!, (string)second.Data["id"]!);
        Assert.Equal("ended", (string)first.Data["status"]!);
        Assert.Equal((long)first.Data["expire_at"]!, (long)first.Data["updated_at"]!);
        var sessions = await emulator.BackendAsync($"/v1/sessions?user_id={userId}&status=ended&paginated=true");
        Assert.Equal(2, (int)sessions["total_count"]!);
    }

    [Fact]
    public async Task User_Locked_IsToldAndCantSignIn()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");

        await emulator.PostAsync("/emulator/users/noor/lock");
        var locked = await receiver.NextAsync("user.updated");
        using var refused = await emulator.AskAsync(HttpMethod.Post, "/emulator/users/noor/sign-in");
        await emulator.PostAsync("/emulator/users/noor/unlock");
        var unlocked = await receiver.NextAsync("user.updated");

        Assert.True((bool)locked.Data["locked"]!);
        Assert.Equal(3_600, (int)locked.Data["lockout_expires_in_seconds"]!);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False((bool)unlocked.Data["locked"]!);
        Assert.Null(unlocked.Data["lockout_expires_in_seconds"]);
    }

    private static async Task<RunningEmulator> OrganizationAsync(WebhookReceiver receiver)
    {
        var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");
        await emulator.PostAsync(
            "/emulator/organizations", new { name = "Northwind Labs", slug = "northwind-labs", created_by = "noor" });
        await receiver.TakeAsync(3);
        return emulator;
    }

    private static void AssertShape(string sample, ReceivedWebhook actual, params string[] except)
    {
        AssertMembers(sample, actual, except);
        AssertFresh(actual);
    }

    private static void AssertMembers(string sample, ReceivedWebhook actual, params string[] except)
    {
        var expected = Sample.Read(sample);
        Assert.Equal((string)expected["type"]!, actual.Type);
        Assert.Equal(except.Order(), Sample.Differences(expected, actual.Envelope).Order());
        Assert.Equal(Members(expected["data"]!), Members(actual.Data));
        Assert.True(Sample.IsAlphabetical(actual.Envelope), actual.Body);
    }

    private static IEnumerable<string> Members(JsonNode data) => data.AsObject().Select(member => member.Key);

    private static void AssertFresh(ReceivedWebhook actual) => Assert.InRange(
        (long)actual.Envelope["timestamp"]! - (long)actual.Data["updated_at"]!, 1, 30);
}
