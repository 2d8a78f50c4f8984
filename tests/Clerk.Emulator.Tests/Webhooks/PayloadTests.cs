namespace Identity.Clerk.Emulator.Tests.Webhooks;

public sealed class PayloadTests
{
    [Fact]
    public async Task UserLife_EveryEvent_HasClerksShape()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync("/emulator/users", new
        {
            username = "noor",
            email_address = "noor@northwind.example",
            first_name = "Noor",
            last_name = "Haddad",
            private_metadata = new { crm_id = "C-1" },
        });
        AssertShape("user.created", await receiver.NextAsync("user.created"));
        await emulator.PostAsync("/emulator/users/noor/sign-in");
        AssertShape("session.created", await receiver.NextAsync("session.created"));
        await emulator.SendAsync(HttpMethod.Patch, "/emulator/users/noor", new
        {
            phone_number = "+31105550123",
            external_id = "acct_1",
            public_metadata = new { plan = "team" },
        });
        var updated = await NextAsync(receiver, told => told.Data["external_id"] is not null);
        // A second factor isn't emulated, so its moment stays empty.
        AssertShape("user.updated", updated, ["$.data.mfa_enabled_at is Null instead of Number"]);
        Assert.Equal("C-1", (string)updated.Data["private_metadata"]!["crm_id"]!);
        Assert.Equal("team", (string)updated.Data["public_metadata"]!["plan"]!);

        await emulator.PostAsync("/emulator/users/noor/sign-in?pending=true");
        // Their sample's user came by OAuth, whose verification can tell of an error.
        AssertShape(
            "session.pending",
            await receiver.NextAsync("session.pending"),
            ["$.data.user.email_addresses[0].verification.error is missing"]);
        await emulator.PostAsync("/emulator/users/noor/sessions/revoke");
        AssertShape(
            "session.revoked",
            await receiver.NextAsync("session.revoked"),
            ["$.data.last_active_organization_id is Null instead of String"]);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/users/noor");
        AssertSame("user.deleted", await receiver.NextAsync("user.deleted"));
    }

    [Fact]
    public async Task UserDeleted_WithoutExternalId_LeavesTheMemberOut()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");

        await emulator.SendAsync(HttpMethod.Delete, "/emulator/users/noor");

        AssertSame("user.deleted.no-external-id", await receiver.NextAsync("user.deleted"));
    }

    [Fact]
    public async Task OrganizationLife_EveryEvent_HasClerksShape()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);
        await emulator.UserAsync("noor");
        await emulator.UserAsync("ilse");

        await emulator.PostAsync(
            "/emulator/organizations", new { name = "Northwind Labs", slug = "northwind-labs", created_by = "noor" });
        var first = new[] { await NextAsync(receiver, OfOrganization), await NextAsync(receiver, OfOrganization) };
        AssertShape("organization.created", Assert.Single(first, told => told.Type == "organization.created"));
        AssertShape(
            "organizationMembership.created",
            Assert.Single(first, told => told.Type == "organizationMembership.created"));
        await emulator.SendAsync(
            HttpMethod.Patch,
            "/emulator/organizations/northwind-labs",
            new
            {
                name = "Northwind Laboratories",
                private_metadata = new { billing_ref = "B-7" },
                public_metadata = new { region = "eu" },
            });
        AssertShape("organization.updated", await receiver.NextAsync("organization.updated"));

        await emulator.PostAsync(
            "/emulator/organizations/northwind-labs/members", new { user_id = "ilse", role = "org:member" });
        await emulator.SendAsync(
            HttpMethod.Patch, "/emulator/organizations/northwind-labs/members/ilse", new { role = "org:bookkeeper" });
        // A membership's own metadata isn't emulated.
        string[] metadata = ["$.data.public_metadata.desk is missing"];
        var changed = await receiver.NextAsync("organizationMembership.updated");
        AssertShape("organizationMembership.updated", changed, metadata);
        Assert.Contains("org:sys_memberships:read", Permissions(changed));
        Assert.Contains("org:invoices:pay", Permissions(changed));
        Assert.False(changed.Data["organization"]!.AsObject().ContainsKey("private_metadata"));

        await emulator.SendAsync(HttpMethod.Delete, "/emulator/organizations/northwind-labs/members/ilse");
        var deleted = await receiver.NextAsync("organizationMembership.deleted");
        AssertShape("organizationMembership.deleted", deleted, metadata);
        await emulator.SendAsync(HttpMethod.Delete, "/emulator/organizations/northwind-labs");
        AssertSame("organization.deleted", await receiver.NextAsync("organization.deleted"));
    }

    [Fact]
    public async Task Body_LettersOfOtherScripts_AreSentAsTheyAre()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var emulator = await RunningEmulator.StartAsync(receiver: receiver);

        await emulator.PostAsync(
            "/emulator/users", new { email_address = "zoe@northwind.example", first_name = "Zoë 山田 <&> 🙂" });

        var told = await receiver.NextAsync();
        Assert.Equal("Zoë 山田 <&> 🙂", (string)told.Data["first_name"]!);
        Assert.Contains("Zoë 山田 <&>", told.Body, StringComparison.Ordinal);
    }

    private static bool OfOrganization(ReceivedWebhook told) =>
        told.Type.StartsWith("organization", StringComparison.Ordinal);

    private static async Task<ReceivedWebhook> NextAsync(WebhookReceiver receiver, Func<ReceivedWebhook, bool> wanted)
    {
        while (true)
        {
            var webhook = await receiver.NextAsync();
            if (wanted(webhook))
                return webhook;
        }
    }

    private static IEnumerable<string> Permissions(ReceivedWebhook webhook) =>
        webhook.Data["permissions"]!.AsArray().Select(permission => (string)permission!);

    private static void AssertShape(string sample, ReceivedWebhook actual, string[]? except = null)
    {
        Assert.Equal((except ?? []).Order(), Sample.Differences(Sample.Read(sample), actual.Envelope).Order());
        Assert.True(Sample.IsAlphabetical(actual.Envelope), actual.Body);
        if (actual.Type is not "organizationMembership.deleted")
        {
            var delay = (long)actual.Envelope["timestamp"]! - (long)actual.Data["updated_at"]!;
            Assert.InRange(delay, 1, 30);
        }
    }

    /// <summary>A deleted object has exactly the sample's members.</summary>
    private static void AssertSame(string sample, ReceivedWebhook actual)
    {
        var expected = Sample.Read(sample);
        Assert.Empty(Sample.Differences(expected, actual.Envelope));
        Assert.Equal(
            expected["data"]!.AsObject().Select(member => member.Key),
            actual.Data.Select(member => member.Key));
        Assert.True((bool)actual.Data["deleted"]!);
    }
}
