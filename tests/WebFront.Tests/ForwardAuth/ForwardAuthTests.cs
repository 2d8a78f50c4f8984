using System.Net;
using System.Text.Json.Nodes;
using Identity.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>What a front answers to a proxy that it trusts.</summary>
public class ForwardAuthTests(FrontFixture fixture)
{
    private readonly FrontProcess _front = fixture.Front;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_Optional_HasEveryIdentityHeaderAndAllEmpty()
    {
        var answer = await RawAsync("/auth/request?optional", Question.Original);
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            [
                "X-Identity-Actor-Id:", "X-Identity-Assertion:", "X-Identity-Organization-Id:",
                "X-Identity-Organization-Permissions:", "X-Identity-Organization-Role:", "X-Identity-Session-Id:",
                "X-Identity-User-Id:",
            ],
            answer.Headers.Where(header => header.StartsWith("X-Identity-", StringComparison.Ordinal))
                .Select(header => header.TrimEnd()).Order(StringComparer.Ordinal));
        Assert.Contains("Cache-Control: no-store", answer.Headers);
    }

    [Fact]
    public async Task Request_MemberWithoutActiveOrganization_HasEmptyOrganizationHeaders()
    {
        var user = fixture.NewUser();
        await _front.AcknowledgedAsync(
            "msg_" + user, ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1), 1), Cancel);
        var token = _front.Settings.Token(user, "sess_1");
        var answer = await RawAsync("/auth/request", [.. Question.Original, Question.Bearer(token)]);
        Assert.Equal(200, answer.Status);
        Assert.Contains("X-Identity-User-Id: " + user, answer.Headers);
        Assert.Contains(answer.Headers, header => header.TrimEnd() == "X-Identity-Organization-Role:");
        var refused = await Question.AskAsync(_front, "?permission=org:invoices:read", token, Cancel);
        Assert.Equal(403, refused.Status);
    }

    [Theory]
    [InlineData("role=org:member", 200)]
    [InlineData("role=org:admin", 403)]
    [InlineData("role=org:admin&role=org:member", 200)] // one of them
    [InlineData("role=ORG:MEMBER", 400)]
    [InlineData("role=org:Member", 403)]
    [InlineData("permission=org:invoices:read", 200)]
    [InlineData("permission=org:invoices:read&permission=org:invoices:pay", 403)] // all of them
    [InlineData("role=org:member&permission=org:invoices:pay", 403)] // both
    [InlineData("role=org%3Amember", 200)]
    public async Task Request_RoleAndPermission_AreTheLiveMembershipsAndNotTheTokens(string query, int expected)
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var answer = await RawAsync("/auth/request?" + query, [.. Question.Original, Question.Bearer(member.Token())]);
        Assert.Equal(expected, answer.Status);
    }

    [Theory]
    [InlineData("optionl")]
    [InlineData("optional=false")]
    [InlineData("optional&role=org:admin")]
    [InlineData("rolle=org:admin")]
    [InlineData("role=")]
    [InlineData("role=admin")]
    [InlineData("audience=a&audience=b")]
    [InlineData("x")]
    public async Task Request_RequirementThatIsNone_IsRefusedAndNotIgnored(string query)
    {
        var member = await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel);
        var answer = await RawAsync("/auth/request?" + query, [.. Question.Original, Question.Bearer(member.Token())]);
        Assert.Equal(400, answer.Status);
        Assert.Contains("urn:identity:problem:forward-auth-malformed", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Original-Method")]
    [InlineData("X-Original-URI")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    public async Task Request_OriginalMissingOrTwice_IsRefused(string name)
    {
        var member = await new Member(_front, fixture.NewUser(), "org:admin").SignUpAsync(Cancel);
        var bearer = Question.Bearer(member.Token());
        var missing = Question.Original.Where(header => !header.StartsWith(name, StringComparison.Ordinal));
        Assert.Equal(400, (await RawAsync("/auth/request", [.. missing, bearer])).Status);
        var twice = Question.Original.Where(header => header.StartsWith(name, StringComparison.Ordinal))
            .Concat(Question.Original);
        Assert.Equal(400, (await RawAsync("/auth/request", [.. twice, bearer])).Status);
    }

    [Fact]
    public async Task Request_ImpersonationThatOnlyTheSessionTellsOf_NamesTheActor()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var session = ClerkEventJson.Session("sess_actor", member.UserId, "active", 2);
        session["actor"] = new JsonObject { ["sub"] = "user_support" };
        await _front.AcknowledgedAsync(
            "msg_actor" + member.UserId, ClerkEventJson.Envelope("session.created", session, 2), Cancel);

        var token = _front.Settings.Token(member.UserId, "sess_actor");
        var answer = await RawAsync("/auth/request", [.. Question.Original, Question.Bearer(token)]);

        Assert.Contains("X-Identity-Actor-Id: user_support", answer.Headers);
    }

    [Fact]
    public async Task Request_Audience_IsTheAssertions()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var jwks = await _front.Http.GetStringAsync("/.well-known/jwks.json", Cancel);
        var orders = await AssertionAsync("?audience=https://orders.example", member.Token());
        var assertion = await AssertionVerifier.VerifyAsync(orders, jwks, "https://orders.example");
        Assert.Equal("""{"id":"ORG","slug":"northwind-labs","role":"org:member","permissions":["org:invoices:read"]}"""
            .Replace("ORG", member.OrganizationId, StringComparison.Ordinal), assertion.GetClaim("org").Value);
        Assert.InRange((assertion.ValidTo - assertion.ValidFrom).TotalSeconds, 1, 60);
        Assert.Equal(assertion.IssuedAt, assertion.ValidFrom);
        Assert.Equal(32, assertion.Id.Length);
        await Assert.ThrowsAsync<SecurityTokenInvalidAudienceException>(
            () => AssertionVerifier.VerifyAsync(orders, jwks));
    }

    [Fact]
    public async Task Assertion_AsSessionToken_IsRefused()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var assertion = await AssertionAsync("", member.Token());
        using (var bearer = await _front.GetAsync("/identity/me", assertion, Cancel))
            Assert.Equal(HttpStatusCode.Unauthorized, bearer.StatusCode);
        var cookie = await RawAsync("/identity/me", ["Cookie: __session=" + assertion]);
        Assert.Equal(401, cookie.Status);
        Assert.Equal(401, (await RawAsync("/auth/request", [.. Question.Original, Question.Bearer(assertion)])).Status);
    }

    [Fact]
    public async Task SessionToken_AsAssertion_IsRefused()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var jwks = await _front.Http.GetStringAsync("/.well-known/jwks.json", Cancel);
        await AssertionVerifier.VerifyAsync(await AssertionAsync("", member.Token()), jwks);
        await Assert.ThrowsAnyAsync<SecurityTokenException>(() => AssertionVerifier.VerifyAsync(member.Token(), jwks));
    }

    [Fact]
    public async Task Request_SameCallerAgain_HasTheSameAssertionUntilTheRoleChanges()
    {
        var member = await new Member(_front, fixture.NewUser(), "org:member").SignUpAsync(Cancel);
        var first = await AssertionAsync("", member.Token());
        Assert.Equal(first, await AssertionAsync("", member.Token()));
        await member.SetRoleAsync("org:admin", Cancel);
        Assert.NotEqual(first, await AssertionAsync("", member.Token()));
    }

    [Fact]
    public async Task Jwks_ForAnybody_HoldsPublicHalvesAndMayBeKept()
    {
        using var answer = await _front.Http.GetAsync("/.well-known/jwks.json", Cancel);
        Assert.Equal("application/jwk-set+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=300", answer.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("\"d\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AfterQuestions_CountTheAnswers()
    {
        await RawAsync("/auth/request", Question.Original);
        var text = await _front.Http.GetStringAsync("/metrics", Cancel);
        Assert.Matches("""(?m)^identity_forward_auth_answers_total\{outcome="unauthenticated"\} [1-9]""", text);
    }

    private Task<RawAnswer> RawAsync(string target, IEnumerable<string> headers) =>
        RawHttp.GetAsync(_front.Http.BaseAddress!, target, headers, Cancel);

    private Task<string> AssertionAsync(string query, string token) =>
        Question.AssertionAsync(_front, query, token, Cancel);
}
