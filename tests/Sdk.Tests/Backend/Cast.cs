using System.Text.Json;

namespace Identity.Sdk.Tests.Backend;

/// <summary>Somebody and something of every kind at the local Clerk, told to the front by webhooks.</summary>
public sealed class Cast(World world) : IAsyncLifetime
{
    public string Ada { get; private set; } = "";

    public string Grace { get; private set; } = "";

    public string Organization { get; private set; } = "";

    public string Invitation { get; private set; } = "";

    public string Session { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!world.IsRunning) return;
        var grace = await world.SendAsync(HttpMethod.Post, "/emulator/users", new
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
        await world.SendAsync(HttpMethod.Post, $"/emulator/users/{Grace}/ban");
        Ada = Id(await UserAsync("ada"));
        await world.TokenAsync("ada", "northwind-labs");
        var members = await world.ClerkAsync($"/v1/users/{Ada}/organization_memberships");
        Organization = Id(members.GetProperty("data")[0].GetProperty("organization"));
        Session = Id((await world.ClerkAsync($"/v1/sessions?user_id={Ada}"))[0]);
        await world.SendAsync(
            HttpMethod.Post, "/emulator/organizations/northwind-labs/members", new { user_id = Grace, role = "org:member" });
        await world.SendAsync(
            HttpMethod.Post,
            "/emulator/organizations/northwind-labs/invitations",
            new { email_address = "newcomer@navy.example", role = "org:member", inviter_id = Ada });
        await world.SendAsync(
            HttpMethod.Post,
            "/emulator/organizations/northwind-labs/invitations",
            new { email_address = "grace@navy.example", role = "org:admin", inviter_id = Ada });
        Invitation = Id((await world.ClerkAsync($"/v1/organizations/{Organization}/invitations")).GetProperty("data")[0]);
        await world.SendAsync(
            HttpMethod.Post, "/emulator/organizations/northwind-labs/domains", new { name = "navy.example", verified = true });
        await world.SendAsync(HttpMethod.Post, "/emulator/roles", new { key = "org:auditor", name = "Auditor" });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<JsonElement> UserAsync(string name) => (await world.ClerkAsync($"/v1/users?username={name}"))[0];

    private static string Id(JsonElement resource) => resource.GetProperty("id").GetString()!;
}
