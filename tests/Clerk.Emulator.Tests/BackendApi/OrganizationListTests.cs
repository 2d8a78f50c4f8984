using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.BackendApi;

public sealed class OrganizationListTests
{
    [Fact]
    public async Task Memberships_FiftyThousand_PagesSeeEachOnce()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=50000&organizations=100&memberships=50000");

        var seen = new HashSet<string>();
        for (var offset = 0; offset < 50_000; offset += 500)
        {
            var page = await emulator.BackendAsync(
                $"/v1/organization_memberships?limit=500&order_by=%2Bcreated_at&offset={offset}");
            Assert.Equal(50_000, (int)page["total_count"]!);
            seen.UnionWith(Data(page).Select(membership => (string)membership!["id"]!));
        }

        Assert.Equal(50_000, seen.Count);
    }

    [Theory]
    [InlineData("created_at", "created_at")]
    [InlineData("email_address", "public_user_data/identifier")]
    [InlineData("first_name", "public_user_data/first_name")]
    [InlineData("username", "public_user_data/username")]
    public async Task Memberships_Ordered_AlsoAfterAUserChanged(string order, string path)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=60&organizations=3&memberships=90");
        await emulator.BackendAsync($"/v1/organization_memberships?order_by={order}");
        var organization = Data(await emulator.BackendAsync("/v1/organizations"))[0]!;
        var member = Data(await emulator.BackendAsync(
            $"/v1/organizations/{organization["id"]}/memberships?order_by={order}"))[4]!;

        await emulator.SendAsync(
            HttpMethod.Patch,
            $"/emulator/users/{member["public_user_data"]!["user_id"]}",
            new { first_name = "Aaa", username = "aaa", email_address = "aaa@northwind.example" });

        var everywhere = Data(await emulator.BackendAsync($"/v1/organization_memberships?limit=500&order_by={order}"));
        var inside = Data(await emulator.BackendAsync(
            $"/v1/organizations/{organization["id"]}/memberships?limit=500&order_by={order}"));
        Assert.Equal(90, everywhere.Count);
        Assert.Equal(30, inside.Count);
        AssertSorted(everywhere, path);
        AssertSorted(inside, path);
        Assert.Contains(inside, one => (string)one!["public_user_data"]!["first_name"]! == "Aaa");
    }

    [Fact]
    public async Task Memberships_OfOneUser_InBothViews()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        var ada = await emulator.BackendAsync("/v1/users?username=ada");
        var id = (string)ada[0]!["id"]!;

        var mine = await emulator.BackendAsync($"/v1/users/{id}/organization_memberships");

        var one = Assert.Single(Data(mine))!;
        Assert.Equal(1, (int)mine["total_count"]!);
        Assert.Equal("org:admin", (string)one["role"]!);
        Assert.Equal(2, (int)one["organization"]!["members_count"]!);
        Assert.Equal(
            one.ToJsonString(),
            Data(await emulator.BackendAsync("/v1/organization_memberships?order_by=created_at"))
                .Single(membership => (string)membership!["id"]! == (string)one["id"]!)!.ToJsonString());
        await emulator.BackendErrorAsync("/v1/users/user_x/organization_memberships", 404);
    }

    [Theory]
    [InlineData("role=org:admin", 1)]
    [InlineData("role=org:admin&role=org:member", 2)]
    [InlineData("username=kenji", 1)]
    [InlineData("query=kenji", 1)]
    [InlineData("email_address=ada%40northwind.example", 1)]
    [InlineData("created_at_before=1", 0)]
    public async Task MembershipsIn_Filter_Narrows(string filter, int expected)
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        var id = (string)Data(await emulator.BackendAsync("/v1/organizations"))[0]!["id"]!;

        var page = await emulator.BackendAsync($"/v1/organizations/{id}/memberships?{filter}");

        Assert.Equal(expected, (int)page["total_count"]!);
        Assert.Equal(expected, Data(page).Count);
    }

    [Fact]
    public async Task Organizations_OrderFilterAndFlags()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.PostAsync("/emulator/seed?users=30&organizations=12&memberships=40");

        var page = await emulator.BackendAsync(
            "/v1/organizations?order_by=-members_count&limit=3&include_members_count=true");
        var sought = await emulator.BackendAsync("/v1/organizations?query=NORTHWIND");
        var id = (string)Data(sought)[0]!["id"]!;

        Assert.Equal(13, (int)page["total_count"]!);
        Assert.Equal([4, 4, 4], Data(page).Select(one => (int)one!["members_count"]!));
        Assert.Equal(1, (int)sought["total_count"]!);
        Assert.Null(Data(sought)[0]!["members_count"]);
        var ada = (string)(await emulator.BackendAsync("/v1/users?username=ada"))[0]!["id"]!;
        Assert.Equal(12, await CountAsync($"organization_id=-{id}"));
        Assert.Equal(1, await CountAsync($"organization_id={id}"));
        Assert.Equal(1, await CountAsync($"user_id={ada}"));
        Assert.Equal("form_param_value_invalid", (string)(await emulator.BackendErrorAsync(
            "/v1/organizations?order_by=updated_at", 422))["code"]!);

        async Task<int> CountAsync(string query) =>
            (int)(await emulator.BackendAsync($"/v1/organizations?{query}"))["total_count"]!;
    }

    [Fact]
    public async Task Organization_ByIdAndBySlug_IsTheSame()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);

        var bySlug = await emulator.BackendAsync("/v1/organizations/northwind-labs?include_members_count=1");

        Assert.Equal(2, (int)bySlug["members_count"]!);
        Assert.Equal(
            bySlug.ToJsonString(),
            (await emulator.BackendAsync($"/v1/organizations/{bySlug["id"]}?include_members_count=true"))
                .ToJsonString());
        var error = await emulator.BackendErrorAsync("/v1/organizations/none", 404);
        Assert.Equal("resource_not_found", (string)error["code"]!);
        Assert.Equal("Given organization not found.", (string)error["long_message"]!);
        await emulator.BackendErrorAsync("/v1/organizations/none/memberships", 404);
        await emulator.BackendErrorAsync("/v1/organizations/none/invitations", 404);
        await emulator.BackendErrorAsync("/v1/organizations/none/domains", 404);
    }

    [Fact]
    public async Task RolesAndPermissions_Fresh_AreClerksDefaultsAndOne()
    {
        await using var emulator = await RunningEmulator.StartAsync();

        var roles = await emulator.BackendAsync("/v1/organization_roles?order_by=created_at");
        var permissions = await emulator.BackendAsync("/v1/organization_permissions?limit=100&order_by=created_at");

        Assert.Equal(
            ["org:admin", "org:member", "org:bookkeeper"], Data(roles).Select(role => (string)role!["key"]!));
        Assert.Equal(12, (int)permissions["total_count"]!);
        Assert.Equal(3, Data(permissions).Count(one => (string)one!["type"]! == "user"));
        Assert.Equal(12, Data(roles)[0]!["permissions"]!.AsArray().Count);
        var sought = Data(await emulator.BackendAsync("/v1/organization_roles?query=BOOK"));
        Assert.Equal("org:bookkeeper", (string)sought[0]!["key"]!);
        Assert.Matches("^role_[0-9A-Za-z]{27}$", (string)Data(roles)[0]!["id"]!);
    }

    [Fact]
    public async Task Sessions_OfAUser_BareOrPaged()
    {
        await using var emulator = await RunningEmulator.StartAsync(options => options.Seed = true);
        await emulator.PostAsync("/emulator/users/ada/sign-in");
        var second = (string)(await emulator.PostAsync("/emulator/users/ada/sign-in"))["session_id"]!;
        await emulator.PostAsync($"/emulator/sessions/{second}/revoke");
        var id = (string)(await emulator.BackendAsync("/v1/users?username=ada"))[0]!["id"]!;

        var all = (await emulator.BackendAsync($"/v1/sessions?user_id={id}")).AsArray();
        var active = await emulator.BackendAsync($"/v1/sessions?user_id={id}&status=active&paginated=true");

        Assert.Equal(2, all.Count);
        Assert.Equal(1, (int)active["total_count"]!);
        var client = Data(active)[0]!["client_id"];
        Assert.Single((await emulator.BackendAsync($"/v1/sessions?client_id={client}")).AsArray());
        Assert.Equal(
            "missing_query_parameter", (string)(await emulator.BackendErrorAsync("/v1/sessions", 400))["code"]!);
        await emulator.BackendErrorAsync($"/v1/sessions?user_id={id}&status=sleeping", 422);
    }

    private static JsonArray Data(JsonNode page) => page["data"]!.AsArray();

    private static void AssertSorted(JsonArray memberships, string path)
    {
        var values = memberships
            .Select(one => path.Split('/').Aggregate(one, (node, name) => node![name])?.ToString())
            .ToList();
        // Those without a value come last.
        Assert.Equal(values.OrderBy(value => value is null).ThenBy(value => value, StringComparer.Ordinal), values);
    }
}
