using System.Text.Json;

namespace Identity.Sdk.Tests.Backend;

/// <summary>Somebody and something of every kind at the local Clerk, told to the front by webhooks.</summary>
public sealed class Cast : IAsyncLifetime
{
    /// <summary>A world of its own: whoever else changed something would change the lists between two calls.</summary>
    public World World { get; } = new(_ => { });

    public string Ada { get; private set; } = "";

    public string Grace { get; private set; } = "";

    public string Organization { get; private set; } = "";

    public string Invitation { get; private set; } = "";

    public string Session { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await World.InitializeAsync();
        if (!World.IsRunning) return;
        var grace = await World.SendAsync(HttpMethod.Post, "/emulator/users", new
        {
            first_name = "Grace",
            last_name = "Hopper",
            username = "grace",
            email_address = "grace@navy.example",
            external_id = "crew-1",
            public_metadata = new { rank = "Commodore", deep = new { list = new[] { 1, 2 } } },
            private_metadata = new { clearance = "top" },
            unsafe_metadata = new { theme = "dark" },
        });
        Grace = Id(grace.GetProperty("user"));
        Ada = Id(await UserAsync("ada"));
        var members = await World.ClerkAsync($"/v1/users/{Ada}/organization_memberships");
        Organization = Id(members.GetProperty("data")[0].GetProperty("organization"));

        // Nobody mints a token of it: that touches a session at Clerk without an event.
        var session = await World.SendAsync(HttpMethod.Post, $"/emulator/users/{Grace}/sign-in");
        Session = session.GetProperty("session_id").GetString()!;
        await World.SendAsync(
            HttpMethod.Post, "/emulator/organizations/northwind-labs/members", new { user_id = Grace, role = "org:member" });
        await World.SendAsync(
            HttpMethod.Post,
            "/emulator/organizations/northwind-labs/invitations",
            new { email_address = "newcomer@navy.example", role = "org:member", inviter_id = Ada });
        await World.SendAsync(
            HttpMethod.Post,
            "/emulator/organizations/northwind-labs/invitations",
            new { email_address = "grace@navy.example", role = "org:admin", inviter_id = Ada });
        Invitation = Id((await World.ClerkAsync($"/v1/organizations/{Organization}/invitations")).GetProperty("data")[0]);
        await World.SendAsync(
            HttpMethod.Post, "/emulator/organizations/northwind-labs/domains", new { name = "navy.example", verified = true });
        await World.SendAsync(HttpMethod.Post, $"/emulator/users/{Grace}/ban");
        await World.SendAsync(HttpMethod.Post, "/emulator/roles", new { key = "org:auditor", name = "Auditor" });
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task<JsonElement> UserAsync(string name) => (await World.ClerkAsync($"/v1/users?username={name}"))[0];

    private static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;
}
