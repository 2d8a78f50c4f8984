using System.Net;
using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class UserTests(UserTests.Users fixture) : IClassFixture<UserTests.Users>
{
    /// <summary>A front that knows the two users of the samples and twenty-five more.</summary>
    public sealed class Users : IAsyncLifetime
    {
        public const string Ada = "user_3K5Qy9VzFpcm0RzckqATkRxW2YY";
        public const string Kenji = "user_3K5SJ7JehCLjvRwV89BBzKpu3bj";
        private const int More = 25;

        public ReadApiFront Api { get; } = new();

        /// <summary>All ids from the one made first to the one made last.</summary>
        public string[] ByCreation { get; } = [.. Enumerable.Range(0, More).Select(i => $"user_m{i:D2}"), Ada, Kenji];

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            foreach (var user in ReadApiFront.Sample("GET_users").AsArray()) await Api.DeliverAsync("user.created", user!);
            for (var i = 0; i < More; i++)
            {
                var user = ClerkEventJson.User($"user_m{i:D2}", 1_700_000_000_000 + (1000 - i), $"Name{i % 5}", banned: i % 10 == 0);
                user["created_at"] = 1_600_000_000_000 + i;
                user["last_active_at"] = i < 3 ? null : 1_650_000_000_000 + i;
                user["last_sign_in_at"] = i < 3 ? null : 1_660_000_000_000 + i;
                user["username"] = $"member{i}";
                await Api.DeliverAsync("user.created", user);
            }
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }

    private ReadApiFront Api => fixture.Api;

    [Fact]
    public async Task User_IsTheWholeResource() =>
        ReadApiFront.AssertSame(ReadApiFront.Sample("GET_users_{id}"), await Api.GetAsync($"/v1/users/{Users.Ada}"));

    [Fact]
    public async Task List_OfTheSamples_IsClerksAnswer() => ReadApiFront.AssertSame(
        ReadApiFront.Sample("GET_users"), await Api.GetAsync($"/v1/users?user_id={Users.Ada}&user_id={Users.Kenji}"));

    [Fact]
    public async Task Count_OfTheSamples_IsClerksAnswer() => ReadApiFront.AssertSame(
        ReadApiFront.Sample("GET_users_count"),
        await Api.GetAsync($"/v1/users/count?user_id={Users.Ada}&user_id={Users.Kenji}&limit=1&starting_after=nobody"));

    [Fact]
    public async Task User_MembersThatTheCodeDoesNotModel_ComeBack()
    {
        var user = ClerkEventJson.User("user_later", 1_790_845_200_000);
        user["created_at"] = 1_500_000_000_000;
        user["a_member_of_a_later_year"] = new JsonObject { ["deep"] = new JsonArray(1, "ü") };
        await Api.DeliverAsync("user.created", user);

        ReadApiFront.AssertSame(user, await Api.GetAsync("/v1/users/user_later"));
        await Api.DeliverAsync("user.deleted", ClerkEventJson.Deleted("user", "user_later"));
        Assert.DoesNotContain("user_later", await Api.IdsAsync("/v1/users?limit=500"));
        await Api.RefusedAsync("/v1/users/user_later", 404, "resource_not_found");
    }

    [Fact]
    public async Task List_ByDefault_IsTheTenNewest() =>
        Assert.Equal(fixture.ByCreation.Reverse().Take(10), await Api.IdsAsync("/v1/users"));

    [Theory]
    [InlineData("created_at")]
    [InlineData("+created_at")]
    [InlineData("%2Bcreated_at")]
    public async Task List_UpwardsByCreation_IsTheOldestFirst(string order) =>
        Assert.Equal(fixture.ByCreation, await Api.IdsAsync($"/v1/users?limit=500&order_by={order}"));

    [Theory]
    [InlineData("-updated_at", Users.Kenji, Users.Ada, "user_m00", "user_m01")]
    [InlineData("last_active_at", "user_m03", "user_m04")]
    [InlineData("-last_sign_in_at", "user_m02", "user_m01", "user_m00", Users.Kenji, Users.Ada, "user_m24")]
    [InlineData("first_name", Users.Ada, Users.Kenji, "user_m00", "user_m05")]
    [InlineData("last_name", Users.Kenji, Users.Ada)]
    [InlineData("email_address", Users.Ada, Users.Kenji, "user_m00")]
    [InlineData("username", Users.Ada, "user_m00", "user_m01", "user_m10")]
    [InlineData("phone_number", Users.Kenji)]
    [InlineData("web3wallet", Users.Ada, Users.Kenji)]
    public async Task List_InEveryOrder_BeginsWith(string order, params string[] first)
    {
        var ids = await Api.IdsAsync($"/v1/users?limit=500&order_by={order}");
        Assert.Equal(27, ids.Length);
        Assert.Equal(first, ids.Take(first.Length));
    }

    [Theory]
    [InlineData("limit=3&offset=2", 3)]
    [InlineData("limit=500&offset=20", 7)]
    [InlineData("limit=10&offset=27", 0)]
    [InlineData("limit=10&offset=2147483647", 0)]
    public async Task List_Part_IsCutOut(string query, int count)
    {
        var ids = await Api.IdsAsync($"/v1/users?{query}");
        var offset = int.Parse(query.Split('=')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(fixture.ByCreation.Reverse().Skip(offset).Take(count), ids);
        Assert.Equal(count, ids.Length);
    }

    [Theory]
    [InlineData("created_at")]
    [InlineData("-created_at")]
    public async Task List_StartingAfter_WalksOverAllOfThem(string order)
    {
        List<string> walked = [];
        string[] page;
        do
        {
            var after = walked.Count == 0 ? "" : $"&starting_after={walked[^1]}";
            walked.AddRange(page = await Api.IdsAsync($"/v1/users?limit=6&order_by={order}{after}"));
        }
        while (page.Length == 6);
        Assert.Equal(order[0] == '-' ? fixture.ByCreation.Reverse() : fixture.ByCreation, walked);
    }

    [Theory]
    [InlineData("email_address=ADA.okafor@northwind.example", 1)]
    [InlineData("email_address=ada.okafor@northwind.example&email_address=kenji@northwind.example", 2)]
    [InlineData("email_address[]=ada.okafor@northwind.example", 1)]
    [InlineData("email_address=nobody@northwind.example", 0)]
    [InlineData("phone_number=%2B31105550123", 1)]
    [InlineData("external_id=acct_40112", 1)]
    [InlineData("external_id=%2Bacct_40112", 1)]
    [InlineData("external_id=-acct_40112", 26)]
    [InlineData("username=ada&username=member3", 2)]
    [InlineData("web3_wallet=0x1", 0)]
    [InlineData("user_id=-user_3K5Qy9VzFpcm0RzckqATkRxW2YY", 26)]
    [InlineData("organization_id=org_none", 0)]
    [InlineData("query=okafor", 26)]
    [InlineData("query=user_m0", 10)]
    [InlineData("query=OAUTH", 0)]
    [InlineData("query=31105550", 1)]
    [InlineData("query=ad", 1)]
    [InlineData("email_address_query=kenji%40", 1)]
    [InlineData("phone_number_query=555", 1)]
    [InlineData("username_query=ber1", 11)]
    [InlineData("name_query=kenji%20i", 1)]
    [InlineData("banned=true", 3)]
    [InlineData("banned=false", 24)]
    [InlineData("created_at_before=1600000000005", 5)]
    [InlineData("created_at_after=1600000000005&created_at_before=1600000000008", 2)]
    [InlineData("last_active_at_after=1650000000020", 6)]
    [InlineData("last_active_at_since=1650000000020", 7)]
    [InlineData("last_active_at_before=1650000000005", 2)]
    [InlineData("last_sign_in_at_before=1660000000005", 2)]
    [InlineData("last_sign_in_at_after=1660000000023", 3)]
    [InlineData("provider=oauth_google", 1)]
    [InlineData("provider=oauth_github", 0)]
    [InlineData("provider=oauth_google&provider_user_id=104729816405233190087", 1)]
    [InlineData("provider=oauth_google&provider_user_id=1", 0)]
    [InlineData("a_parameter_of_a_later_year=1", 27)]
    [InlineData("email_address=", 27)]
    public async Task Filter_ListAndCount_Agree(string query, int count)
    {
        Assert.Equal(count, (await Api.IdsAsync($"/v1/users?limit=500&{query}")).Length);
        Assert.Equal(count, (await Api.GetAsync($"/v1/users/count?{query}"))["total_count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("limit=501", "form_param_value_too_large", "limit")]
    [InlineData("limit=0", "form_param_format_invalid", "limit")]
    [InlineData("limit=-1", "form_param_format_invalid", "limit")]
    [InlineData("limit=ten", "form_param_format_invalid", "limit")]
    [InlineData("limit=99999999999999999999", "form_param_format_invalid", "limit")]
    [InlineData("offset=-1", "form_param_format_invalid", "offset")]
    [InlineData("offset=2147483648", "form_param_value_too_large", "offset")]
    [InlineData("order_by=id", "form_param_value_invalid", "order_by")]
    [InlineData("order_by=-", "form_param_value_invalid", "order_by")]
    [InlineData("banned=perhaps", "form_param_format_invalid", "banned")]
    [InlineData("created_at_after=yesterday", "form_param_format_invalid", "created_at_after")]
    [InlineData("starting_after=user_m00&offset=1", "form_conditional_param_disallowed", "starting_after")]
    [InlineData("starting_after=user_m00&order_by=updated_at", "form_conditional_param_disallowed", "starting_after")]
    [InlineData("starting_after=user_nobody", "form_param_value_invalid", "starting_after")]
    [InlineData("starting_after=nobody", "form_param_value_invalid", "starting_after")]
    [InlineData("provider_user_id=1", "form_conditional_param_missing", "provider")]
    public async Task List_BadInput_Is422OfClerks(string query, string code, string parameter) =>
        await Api.RefusedAsync($"/v1/users?{query}", 422, code, parameter);

    [Fact]
    public async Task List_BadOrder_SaysWhichThereAre()
    {
        var error = await Api.RefusedAsync("/v1/users?order_by=x", 422, "form_param_value_invalid", "order_by");
        Assert.Equal("is invalid", error["message"]!.GetValue<string>());
        Assert.StartsWith(
            "x does not match the allowed values for parameter order_by. Allowed values: ",
            error["long_message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ValuesTooManyOrTooLong_Are422()
    {
        var hundred = string.Concat(Enumerable.Range(0, 100).Select(i => $"&user_id=user_{i}"));
        Assert.Empty(await Api.IdsAsync($"/v1/users?{hundred}"));
        await Api.RefusedAsync($"/v1/users?{hundred}&user_id=user_x", 422, "form_param_array_size_exceeded", "user_id");
        await Api.RefusedAsync($"/v1/users?query={new string('x', 513)}", 422, "form_param_max_length_exceeded", "query");
    }

    [Theory]
    [InlineData("user_x")]
    [InlineData("nobody")]
    [InlineData("user_%22%3C")]
    public async Task User_Unknown_Is404InClerksWords(string id)
    {
        var error = await Api.RefusedAsync($"/v1/users/{id}", 404, "resource_not_found");
        Assert.Equal("not found", error["message"]!.GetValue<string>());
        Assert.Equal($"No user was found with id {Uri.UnescapeDataString(id)}", error["long_message"]!.GetValue<string>());
    }

    [Fact]
    public async Task User_IsAskedBySomebodyWithAnyVersion_IsTheSame()
    {
        foreach (var version in (string?[])["2025-11-10", "2026-05-12", "2021-02-05", null])
        {
            using var answer = await Api.SendAsync(HttpMethod.Get, $"/v1/users/{Users.Kenji}", version: version);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
