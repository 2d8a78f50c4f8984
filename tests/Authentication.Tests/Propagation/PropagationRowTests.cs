using System.Net;
using Identity.Authentication.Propagation;
using Identity.Authentication.Tests.Hosting;
using Identity.Grains.Callers;

namespace Identity.Authentication.Tests.Propagation;

/// <summary>The rows of the authentication contract about calls between services, by their numbers.</summary>
public sealed class PropagationRowTests
{
    private const string Believed = $"{TokenMint.UserId} by front";

    [Theory]
    [InlineData("user_2abcdefghijklmnopqrstuvwxyz")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task Row07_ClientSendsOurHeader_Stripped(string value)
    {
        await using var billing = await PropagationSetup.StartBillingAsync();

        using var who = await SendAsync(billing, "/who", value);
        using var headers = await SendAsync(billing, "/headers", value);
        using var closed = await SendAsync(billing, "/protected", value);

        Assert.Equal("anonymous by nobody", await who.TextAsync());
        Assert.DoesNotContain(PropagationHeader.Name, await headers.TextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Fact]
    public async Task Row07_ApplicationThatTrustsNoKey_StrippedAllTheSame()
    {
        await using var app = await PropagationSetup.StartBillingAsync(setup =>
        {
            setup.Settings.Remove("Authentication:Propagation:TrustedKeys:0");
            setup.ExplicitPipeline = false;
        });

        using var who = await SendAsync(app, "/who", PropagationSetup.Assertion("/who"));
        using var headers = await SendAsync(app, "/headers", PropagationSetup.Assertion("/headers"));

        Assert.Equal("anonymous by nobody", await who.TextAsync());
        Assert.DoesNotContain(PropagationHeader.Name, await headers.TextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Row08_VerifiedService_IdentityKeptAndAskedOfTheOwnCluster()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);

        using var who = await front.GetAsync("/relay?path=/who", front.Mint.Mint());
        using var closed = await front.GetAsync("/relay?path=/protected", front.Mint.Mint());

        Assert.Equal($"{Believed}; here {TokenMint.UserId}", await who.TextAsync());
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.Equal(2, billing.Users.Calls);
        Assert.Equal(TokenMint.SessionId, billing.Users.LastQuery.SessionId.Value);
        Assert.Equal(front.Clock.UtcNow.ToUnixTimeSeconds(), billing.Users.LastQuery.IssuedAt);
    }

    [Theory]
    [InlineData(CallerDenial.SessionRevoked)]
    [InlineData(CallerDenial.UserBanned)]
    public async Task Row08_VerifiedServiceAndARevokedCaller_Refused(CallerDenial denial)
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        billing.Users.Answer = _ => new(UserScript.Denied(denial));

        using var closed = await front.GetAsync("/relay?path=/protected", front.Mint.Mint());

        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(-120, true)]
    [InlineData(121, false)]
    [InlineData(-121, false)]
    public async Task Row09_Skewed_TreatedAsExternal(int secondsAgo, bool believed)
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        var assertion = PropagationSetup.Assertion(
            "/who", given => given with { SignedAt = given.SignedAt - secondsAgo });

        using var who = await SendAsync(billing, "/who", assertion);

        Assert.Equal(believed ? Believed : "anonymous by nobody", await who.TextAsync());
    }

    [Fact]
    public async Task Row09_BadSignature_TreatedAsExternal()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        var other = PropagationSetup.Parse("front:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=");

        using var who = await SendAsync(billing, "/who", PropagationSetup.Assertion("/who", key: other));
        using var closed = await SendAsync(billing, "/protected", PropagationSetup.Assertion("/protected", key: other));

        Assert.Equal("anonymous by nobody", await who.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal("Bearer", closed.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Row09_BadSignatureWithAToken_TheTokenCounts()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();

        using var who = await billing.SendAsync("/who", request =>
        {
            request.Headers.TryAddWithoutValidation(PropagationHeader.Name, "forged");
            request.Headers.Authorization = new("Bearer", billing.Mint.Mint());
        });

        Assert.Equal($"{TokenMint.UserId} by nobody", await who.TextAsync());
    }

    [Fact]
    public async Task Row13_AnonymousEndpointCallsOneThatRequiresACaller_ItFails()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);

        using var closed = await front.GetAsync("/relay?path=/protected");
        using var garbage = await front.GetAsync("/relay?path=/protected", "garbage");
        using var copied = await front.GetAsync(
            $"/relay?path=/protected&copy={PropagationSetup.Assertion("/protected")}");

        Assert.Equal(HttpStatusCode.Unauthorized, closed.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, garbage.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, copied.StatusCode);
    }

    [Fact]
    public async Task Row14_OverrideOnACall_AffectsTheCalleeOnly()
    {
        await using var billing = await PropagationSetup.StartBillingAsync();
        await using var front = await PropagationSetup.StartFrontAsync(billing);
        var token = front.Mint.Mint();

        using var other = await front.GetAsync("/relay?path=/who&as=user_ben", token);
        using var nobody = await front.GetAsync("/relay?path=/who&as=nobody", token);
        using var self = await front.GetAsync("/relay?path=/who", token);

        Assert.Equal($"user_ben by front; here {TokenMint.UserId}", await other.TextAsync());
        Assert.Equal($"anonymous by nobody; here {TokenMint.UserId}", await nobody.TextAsync());
        Assert.Equal($"{Believed}; here {TokenMint.UserId}", await self.TextAsync());
    }

    private static Task<HttpResponseMessage> SendAsync(AuthenticationApp app, string path, string value) =>
        app.SendAsync(path, request => request.Headers.TryAddWithoutValidation(PropagationHeader.Name, value));
}
