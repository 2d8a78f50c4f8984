using System.Text.Json;
using Identity.Clerk.Identifiers;
using Identity.Grains.Callers;
using Identity.Testing;
using Identity.WebFront.ForwardAuth;
using Identity.WebFront.ForwardAuth.Assertions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Identity.WebFront.Tests.ForwardAuth.Assertions;

public sealed class AssertionIssuerTests : IAsyncLifetime
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SignedIdentityCache _cache = new(generationSize: 4);
    private AssertionKeys _keys = null!;
    private AssertionIssuer _issuer = null!;

    public async ValueTask InitializeAsync()
    {
        var options = Options.Create(new ForwardAuthOptions());
        _keys = new AssertionKeys(new RotatingStore(_clock), _clock, NullLogger<AssertionKeys>.Instance);
        await _keys.StartAsync(TestContext.Current.CancellationToken);
        _issuer = new AssertionIssuer(_keys, _cache, options, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.StopAsync(CancellationToken.None);
        _keys.Dispose();
    }

    [Fact]
    public void Issue_SameCaller_IsSignedAgainAfterAThirdOfItsLife()
    {
        var first = Issue(Member());
        _clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(first, Issue(Member()));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, Issue(Member()));
    }

    [Fact]
    public void Issue_AnythingElse_IsSignedAnew()
    {
        var first = Issue(Member());
        Assert.NotEqual(first, Issue(Member(role: "org:admin")));
        Assert.NotEqual(Issue(Member()), Issue(Member(permissions: "org:x:pay")));
        Assert.NotEqual(Issue(Member()), Issue(Member(slug: "other")));
        Assert.NotEqual(Issue(Member()), Issue(Member() with { ActorId = "user_2" }));
        Assert.NotEqual(Issue(Member()), Issue(Member() with { Organization = null }));
        Assert.NotEqual(Issue(Member()), Issue(Member() with { UserId = UserId.Parse("user_2") }));
        Assert.NotEqual(Issue(Member()), Issue(Member(), "https://orders.example"));
    }

    [Fact]
    public void Issue_Claims_AreAsDocumented()
    {
        var token = new JsonWebToken(Issue(Member() with { ActorId = "user_9" }));
        Assert.Equal("""{"alg":"ES256","kid":"KID","typ":"identity-assertion+jwt"}""".Replace("KID", token.Kid, StringComparison.Ordinal),
            Base64(token.EncodedHeader));
        var claims = JsonDocument.Parse(Base64(token.EncodedPayload)).RootElement;
        Assert.Equal(
            ["iss", "aud", "sub", "sid", "act", "org", "iat", "nbf", "exp", "jti"],
            claims.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal("user_9", claims.GetProperty("act").GetProperty("sub").GetString());
    }

    [Fact]
    public void Issue_TextThatFitsNoHeader_IsLeftOut()
    {
        var caller = Member(role: "org:caf\u00e9\r\nX-Evil: 1", permissions: ["org:x:read", "org:a,b:c", "org:\n"]) with
        {
            ActorId = "a\r\nb",
        };
        var signed = _issuer.Issue(caller, audience: null)!;
        Assert.Equal("org:x:read", signed.Permissions);
        var organization = JsonDocument.Parse(Base64(new JsonWebToken(signed.Assertion).EncodedPayload)).RootElement.GetProperty("org");
        Assert.Equal("", organization.GetProperty("role").GetString());
        Assert.Equal("", HeaderText.Safe(caller.ActorId));
    }

    [Fact]
    public void Issue_ThousandPermissions_StaysBounded()
    {
        string[] many = [.. Enumerable.Range(0, 1000).Select(i => $"org:feature{i}:manage")];
        var signed = _issuer.Issue(Member(permissions: many), audience: null)!;
        Assert.InRange(signed.Permissions.Length, 1900, HeaderText.MaxListLength);
        Assert.InRange(signed.Assertion.Length + signed.Permissions.Length, 1, 8000);
    }

    [Fact]
    public void Cache_ManyCallers_StaysBounded()
    {
        for (var i = 0; i < 100; i++) Issue(Member() with { SessionId = SessionId.Parse($"sess_{i}") });
        Assert.InRange(_cache.Count, 1, 8);
    }

    [Fact]
    public void Issue_KeysAreRotated_SignsWithTheNewOne()
    {
        var (before, ring) = (new JsonWebToken(Issue(Member())).Kid, _keys.Ring);
        Wait(() => _clock.ActiveTimers > 0);
        _clock.Advance(AssertionKeySchedule.RefreshInterval);
        Wait(() => _keys.Ring != ring);
        Assert.NotEqual(before, new JsonWebToken(Issue(Member())).Kid);
    }

    private static void Wait(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)));

    private string Issue(Caller caller, string? audience = null) => _issuer.Issue(caller, audience)!.Assertion;

    private static string Base64(string part) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));

    private static Caller Member(string role = "org:member", string slug = "northwind", params string[] permissions) => new(
        UserId.Parse("user_1"),
        SessionId.Parse("sess_1"),
        new OrganizationAccess
        {
            Id = OrganizationId.Parse("org_1"),
            Slug = slug,
            Role = role,
            Permissions = [.. permissions],
        },
        ActorId: null);

    /// <summary>Has another key each time it is asked.</summary>
    private sealed class RotatingStore(TimeProvider clock) : IAssertionKeyStore
    {
        public Task<AssertionKeyRing> LoadAsync(CancellationToken cancellationToken) =>
            Task.FromResult(new AssertionKeyRing([AssertionKey.Create(clock.GetUtcNow())]));
    }
}
