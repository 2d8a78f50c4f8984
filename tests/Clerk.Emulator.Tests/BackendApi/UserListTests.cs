using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Tests.BackendApi;

public sealed class UserListTests
{
    [Fact]
    public async Task Users_FiftyThousand_CursorSeesEachOnceOldestFirst()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=50000&organizations=100&memberships=50000");

        var seen = new List<(long CreatedAt, string Id)>();
        var cursor = "";
        for (var pages = 0; pages <= 100; pages++)
        {
            // Without its escape the plus sign arrives as a space.
            var sign = seen.Count % 1_000 == 0 ? "%2B" : "+";
            var page = (await emulator.BackendAsync($"/v1/users?limit=500&order_by={sign}created_at{cursor}"))
                .AsArray();
            seen.AddRange(page.Select(user => ((long)user!["created_at"]!, (string)user["id"]!)));
            if (page.Count < 500)
                break;
            cursor = $"&starting_after={seen[^1].Id}";
        }

        Assert.Equal(50_000, seen.Select(user => user.Id).Distinct().Count());
        Assert.Equal(50_000, seen.Count);
        Assert.Equal(seen.OrderBy(user => user.CreatedAt).ThenBy(user => user.Id, StringComparer.Ordinal), seen);
        Assert.True(seen.Select(user => user.CreatedAt).Distinct().Count() < seen.Count, "Some share a millisecond.");
        Assert.Equal(50_000, (int)(await emulator.BackendAsync("/v1/users/count?starting_after=x"))["total_count"]!);
    }

    [Fact]
    public async Task Users_NothingSaid_TenNewestFirst()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=25");

        var users = (await emulator.BackendAsync("/v1/users")).AsArray();

        Assert.Equal(10, users.Count);
        var times = users.Select(user => (long)user!["created_at"]!).ToList();
        Assert.Equal(times.OrderDescending(), times);
        var next = (await emulator.BackendAsync($"/v1/users?starting_after={users[9]!["id"]}&limit=500")).AsArray();
        Assert.Equal(15, next.Count);
        Assert.Equal(
            (await emulator.BackendAsync("/v1/users?offset=10&limit=15")).ToJsonString(), next.ToJsonString());
    }

    [Fact]
    public async Task Users_ByUpdate_ChangesComeFirst()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=600");
        // The order exists before the change.
        var oldest = (await emulator.BackendAsync("/v1/users?order_by=updated_at&limit=1"))[0]!["id"]!;

        await emulator.SendAsync(HttpMethod.Patch, $"/emulator/users/{oldest}", new { first_name = "Noor" });

        var newest = (await emulator.BackendAsync("/v1/users?order_by=-updated_at&limit=1"))[0]!["id"]!;
        Assert.Equal((string)oldest!, (string)newest!);
        Assert.Equal(600, (await Ids(emulator, "/v1/users?limit=500&order_by=-updated_at"))
            .Concat(await Ids(emulator, "/v1/users?limit=500&offset=500&order_by=-updated_at")).Distinct().Count());
    }

    [Fact]
    public async Task Users_DeletedAndCreated_ListFollows()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=20");
        var first = await Ids(emulator, "/v1/users?limit=500");

        await emulator.SendAsync(HttpMethod.Delete, $"/emulator/users/{first[3]}");
        var created = await emulator.UserAsync("noor");

        var rest = first.Where(id => id != first[3]);
        Assert.Equal(rest.Prepend(created), await Ids(emulator, "/v1/users?limit=500"));
    }

    [Theory]
    [InlineData("user_id={0}", 1)]
    [InlineData("user_id[]={0}&user_id={1}&user_id=user_unknown", 2)]
    [InlineData("user_id=%2B{0}", 1)]
    [InlineData("user_id=+{0}", 1)]
    [InlineData("user_id=-{0}", 39)]
    [InlineData("user_id={0}&user_id=-{0}", 0)]
    [InlineData("email_address=user3%40seed1.northwind.example&email_address[]=user4%40seed1.northwind.example", 2)]
    [InlineData("email_address=nobody%40northwind.example", 0)]
    [InlineData("username=u1-4&username=u1-6", 2)]
    [InlineData("external_id=acct_1_3", 1)]
    [InlineData("external_id=-acct_1_3", 39)]
    [InlineData("organization_id={2}", 8)]
    [InlineData("organization_id=-{2}", 32)]
    [InlineData("organization_id=org_unknown", 0)]
    [InlineData("query=USER1", 11)]
    [InlineData("email_address_query=ser3%40seed", 1)]
    [InlineData("username_query=u1-1", 5)]
    [InlineData("created_at_after=0", 40)]
    [InlineData("created_at_before=1", 0)]
    [InlineData("web3_wallet=0x1", 0)]
    [InlineData("provider=oauth_google&provider_user_id=1", 0)]
    [InlineData("unknown_filter=1", 40)]
    public async Task Users_Filter_ListAndCountAgree(string filter, int expected)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=40&organizations=2&memberships=16");
        var ids = await Ids(emulator, "/v1/users?limit=500");
        var organizationId = (string)(await emulator.BackendAsync("/v1/organizations"))["data"]![0]!["id"]!;
        var query = string.Format(null, filter, ids[5], ids[6], organizationId);

        Assert.Equal(expected, (await Ids(emulator, $"/v1/users?limit=500&{query}")).Length);
        var count = await emulator.BackendAsync($"/v1/users/count?{query}");
        Assert.Equal("total_count", (string)count["object"]!);
        Assert.Equal(expected, (int)count["total_count"]!);
    }

    [Theory]
    [InlineData("+created_at")]
    [InlineData("-created_at")]
    [InlineData("-updated_at")]
    public async Task Users_CreatedWindow_IsWithoutItsEnds(string order)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=200");
        var path = $"/v1/users?limit=500&order_by={Uri.EscapeDataString(order)}";
        var all = (await emulator.BackendAsync(path)).AsArray();
        var times = all.Select(user => (long)user!["created_at"]!).Order().ToList();
        var (after, before) = (times[20], times[120]);

        var listed = (await emulator.BackendAsync(
            $"{path}&created_at_after={after}&created_at_before={before}")).AsArray();

        Assert.Equal(
            all.Where(user => (long)user!["created_at"]! > after && (long)user["created_at"]! < before)
                .Select(user => (string)user!["id"]!),
            listed.Select(user => (string)user!["id"]!));
    }

    [Theory]
    [InlineData("limit=501", "form_param_value_too_large", "limit")]
    [InlineData("limit=0", "form_param_format_invalid", "limit")]
    [InlineData("limit=-1", "form_param_format_invalid", "limit")]
    [InlineData("limit=ten", "form_param_format_invalid", "limit")]
    [InlineData("offset=x", "form_param_format_invalid", "offset")]
    [InlineData("offset=99999999999", "form_param_value_too_large", "offset")]
    [InlineData("order_by=age", "form_param_value_invalid", "order_by")]
    [InlineData("banned=perhaps", "form_param_format_invalid", "banned")]
    [InlineData("created_at_after=yesterday", "form_param_format_invalid", "created_at_after")]
    [InlineData("starting_after={0}&offset=1", "form_conditional_param_disallowed", "starting_after")]
    [InlineData("starting_after={0}&order_by=-updated_at", "form_conditional_param_disallowed", "starting_after")]
    [InlineData("starting_after=user_gone", "form_param_value_invalid", "starting_after")]
    public async Task Users_NotAcceptable_422InClerksWords(string query, string code, string parameter)
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var id = await emulator.UserAsync("noor");

        var error = await emulator.BackendErrorAsync("/v1/users?" + string.Format(null, query, id), 422);

        Assert.Equal(code, (string)error["code"]!);
        Assert.Equal(parameter, (string)error["meta"]!["param_name"]!);
    }

    [Fact]
    public async Task Users_MoreThanAHundredIds_422()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var ids = string.Join('&', Enumerable.Range(0, 101).Select(number => $"user_id=user_{number}"));

        var error = await emulator.BackendErrorAsync($"/v1/users?{ids}", 422);

        Assert.Equal("form_param_array_size_exceeded", (string)error["code"]!);
    }

    [Fact]
    public async Task Users_CursorWithZeroOffsetAndTwoOrders_FirstOrderCounts()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        await emulator.PostAsync("/emulator/seed?users=5");
        var ids = await Ids(emulator, "/v1/users?order_by=created_at");

        Assert.Equal(
            ids.Skip(2),
            await Ids(emulator, $"/v1/users?offset=0&order_by=created_at&order_by=username&starting_after={ids[1]}"));
    }

    private static async Task<string[]> Ids(RunningEmulator emulator, string path) =>
        [.. (await emulator.BackendAsync(path)).AsArray().Select((JsonNode? user) => (string)user!["id"]!)];
}
