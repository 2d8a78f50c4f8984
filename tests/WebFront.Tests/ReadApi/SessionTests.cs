using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.WebFront.Tests.ReadApi;

public class SessionTests(SessionTests.Sessions fixture) : IClassFixture<SessionTests.Sessions>
{
    private const string Kenji = "user_3K5SJ7JehCLjvRwV89BBzKpu3bj";
    private const string Recorded = "sess_3K5SJ2GcrQRXOqogivMAGSTXadN";

    /// <summary>A front with the sample's session, and three of another user in two browsers.</summary>
    public sealed class Sessions : IAsyncLifetime
    {
        public ReadApiFront Api { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Api.InitializeAsync();
            var kenji = ReadApiFront.Sample("GET_users").AsArray()[0]!.DeepClone();
            var session = ReadApiFront.Sample("GET_sessions_{id}");
            session["user"] = kenji;
            await Api.DeliverAsync("session.created", session);
            await Api.DeliverAsync("user.created", ClerkEventJson.User("user_1", 1_790_845_200_000));
            await StartAsync("sess_1", "session.created", "active", "client_a", 1);
            await StartAsync("sess_2", "session.revoked", "active", "client_b", 2);
            await StartAsync("sess_3", "session.created", "active", "client_b", 3, expireAt: 1_700_000_000_000);
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();

        private Task StartAsync(string id, string type, string status, string client, int age, long? expireAt = null)
        {
            var session = ClerkEventJson.Session(id, "user_1", status, 1_790_845_200_000, expireAt: expireAt);
            session["client_id"] = client;
            session["created_at"] = 1_600_000_000_000 + age;
            return Api.DeliverAsync(type, session);
        }
    }

    private ReadApiFront Api => fixture.Api;

    // The sample's session has lapsed by the clock of whoever runs this later.
    private static JsonNode Sample(string name)
    {
        var sample = ReadApiFront.Sample(name);
        var session = sample is JsonArray list ? list[0]! : sample["data"] is JsonArray page ? page[0]! : sample;
        if (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() >= session["expire_at"]!.GetValue<long>())
            session["status"] = "expired";
        return sample;
    }

    [Fact]
    public async Task Session_IsTheWholeResource() =>
        ReadApiFront.AssertSame(Sample("GET_sessions_{id}"), await Api.GetAsync($"/v1/sessions/{Recorded}"));

    [Fact]
    public async Task List_IsABareListAsClerks() =>
        ReadApiFront.AssertSame(Sample("GET_sessions"), await Api.GetAsync($"/v1/sessions?user_id={Kenji}"));

    [Fact]
    public async Task List_Paginated_IsAPageAsClerks() => ReadApiFront.AssertSame(
        Sample("GET_sessions_paginated_true"), await Api.GetAsync($"/v1/sessions?user_id={Kenji}&paginated=true"));

    [Theory]
    [InlineData("user_id=user_1", "sess_3", "sess_2", "sess_1")]
    [InlineData("user_id=user_1&status=active", "sess_1")]
    [InlineData("user_id=user_1&status=revoked", "sess_2")]
    [InlineData("user_id=user_1&status=expired", "sess_3")]
    [InlineData("client_id=client_b", "sess_3", "sess_2")]
    [InlineData("client_id=client_b&user_id=user_2")]
    [InlineData("client_id=client_none")]
    [InlineData("user_id=nobody")]
    [InlineData("user_id=user_1&limit=1&offset=1", "sess_2")]
    [InlineData("user_id=user_1&offset=9")]
    public async Task List_Filter_Is(string query, params string[] ids) =>
        Assert.Equal(ids, await Api.IdsAsync($"/v1/sessions?{query}"));

    [Fact]
    public async Task List_Paginated_CountsAllOfThem()
    {
        var page = await Api.GetAsync("/v1/sessions?user_id=user_1&paginated=true&limit=1");
        Assert.Single(page["data"]!.AsArray());
        Assert.Equal(3, page["total_count"]!.GetValue<int>());
    }

    [Fact]
    public async Task Revoked_IsRevokedWhateverTheSnapshotSays() =>
        Assert.Equal("revoked", (await Api.GetAsync("/v1/sessions/sess_2"))["status"]!.GetValue<string>());

    [Fact]
    public async Task List_OfNobody_Is400() => await Api.RefusedAsync(
        "/v1/sessions", 400, "missing_query_parameter", "client_id, user_id");

    [Fact]
    public async Task List_BadStatus_Is422() => await Api.RefusedAsync(
        "/v1/sessions?user_id=user_1&status=gone", 422, "form_param_value_invalid", "status");

    [Theory]
    [InlineData("sess_x")]
    [InlineData("nothing")]
    public async Task Session_Unknown_Is404InClerksWords(string id)
    {
        var error = await Api.RefusedAsync($"/v1/sessions/{id}", 404, "resource_not_found");
        Assert.Equal("Session not found", error["message"]!.GetValue<string>());
        Assert.Equal($"No session was found with id {id}", error["long_message"]!.GetValue<string>());
    }

    [Fact]
    public async Task Session_OfADeletedUser_IsGone()
    {
        await Api.DeliverAsync("session.created", ClerkEventJson.Session(
            "sess_gone", "user_gone", "active", 1_790_845_200_000, ClerkEventJson.User("user_gone", 1_790_845_200_000)));
        Assert.Equal("user_gone", (await Api.GetAsync("/v1/sessions/sess_gone"))["user_id"]!.GetValue<string>());
        await Api.DeliverAsync("user.deleted", ClerkEventJson.Deleted("user", "user_gone"));
        await Api.RefusedAsync("/v1/sessions/sess_gone", 404, "resource_not_found");
        Assert.Empty(await Api.IdsAsync("/v1/sessions?user_id=user_gone"));
    }
}
