using System.Net;
using System.Text;
using Identity.Authentication.Tests.Hosting;
using Identity.Testing;

namespace Identity.Authentication.Tests;

/// <summary>Where a token may be, and which of several counts.</summary>
public sealed class CredentialTests
{
    private const string OtherUserId = "user_2other";

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER {0}")]
    [InlineData("{0}")]
    public async Task Header_EverySpellingOfTheScheme_IsRead(string header)
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(200, await StatusAsync(app, "Authorization: " + string.Format(null, header, app.Mint.Mint())));
    }

    [Theory]
    [InlineData("Bearer  {0}")]
    [InlineData("Bearer {0}, Bearer {0}")]
    [InlineData("Bearer {0} x")]
    [InlineData("Bearer\t{0}")]
    [InlineData("Bearer")]
    [InlineData("Bearer \"{0}\"")]
    public async Task Header_BadSyntax_401(string header)
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(401, await StatusAsync(app, "Authorization: " + string.Format(null, header, app.Mint.Mint())));
    }

    [Fact]
    public async Task Header_AnotherScheme_TheCookieIsUsed()
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(
            200, await StatusAsync(app, "Authorization: Basic QTpC", $"Cookie: __session={app.Mint.Mint()}"));
        Assert.Equal(401, await StatusAsync(app, "Authorization: Basic QTpC"));
    }

    [Fact]
    public async Task Header_BadTokenAndGoodCookie_TheHeaderCounts()
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(
            401, await StatusAsync(app, "Authorization: Bearer garbage", $"Cookie: __session={app.Mint.Mint()}"));
    }

    [Fact]
    public async Task Header_AndCookieOfAnotherUser_TheHeaderCounts()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var other = app.Mint.Mint(claims => claims["sub"] = OtherUserId);

        using var response = await app.SendAsync("/public", request =>
        {
            request.Headers.Authorization = new("Bearer", app.Mint.Mint());
            request.Headers.TryAddWithoutValidation("Cookie", $"__session={other}");
        });

        Assert.Equal(TokenMint.UserId, await response.TextAsync());
    }

    [Fact]
    public async Task Header_Twice_401()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var header = $"Authorization: Bearer {app.Mint.Mint()}";

        // Nor does the cookie count when the headers can't be chosen from.
        Assert.Equal(401, await StatusAsync(app, header, header, $"Cookie: __session={app.Mint.Mint()}"));
        Assert.Equal(0, app.Users.Calls);
        Assert.Contains(app.Logs.Lines, line => line.EventId == EventIds.CredentialsRefused
            && line.Text.Contains("credentials-ambiguous", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("__session={0}")]
    [InlineData("a=1; __session={0}; b=2")]
    [InlineData("a=1;__session={0}")]
    [InlineData("__sessions=x; x__session=y; __session_other=z; __session={0}")]
    [InlineData("__session={0}; __session={0}")]
    [InlineData("__session=; __session={0}")]
    public async Task Cookie_OneToken_IsRead(string cookies)
    {
        await using var app = await AuthenticationApp.StartAsync();

        using var response = await app.GetWithCookieAsync(
            "/protected", string.Format(null, cookies, app.Mint.Mint()));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Cookie_TwoThatDiffer_401()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var other = app.Mint.Mint(claims => claims["sub"] = OtherUserId);

        using var response = await app.GetWithCookieAsync(
            "/protected", $"__session={app.Mint.Mint()}; __session={other}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task Cookie_AmongAThousand_IsRead()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var cookies = new StringBuilder();
        for (var i = 0; i < 1000; i++) cookies.Append(null, $"cookie_{i}=value_{i}; ");
        cookies.Append(null, $"__session={app.Mint.Mint()}");

        using var response = await app.GetWithCookieAsync("/protected", cookies.ToString());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Cookie_AThousandSessionsThatDiffer_401()
    {
        await using var app = await AuthenticationApp.StartAsync();
        var cookies = string.Join("; ", Enumerable.Range(0, 1000).Select(i => $"__session=value_{i}"));

        Assert.Equal(401, await StatusAsync(app, "Cookie: " + cookies));
        Assert.Equal(401, await StatusAsync(app, [.. Enumerable.Range(0, 80).Select(i => $"Cookie: __session={i}")]));
        Assert.Equal(0, app.Users.Calls);
    }

    [Fact]
    public async Task Header_MoreLinesThanTheServerTakes_IsRefusedByIt()
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(431, await StatusAsync(app, [.. Enumerable.Range(0, 1000).Select(i => $"Cookie: a{i}=1")]));
    }

    [Theory]
    [InlineData("Authorization: Bearer \u00ff\u00fe\u0080")]
    [InlineData("Authorization: Bearer a.\u00c3\u0028.c")]
    [InlineData("Authorization: \u00e9")]
    [InlineData("Cookie: __session=\u00ff\u00fe")]
    [InlineData("Cookie: ;;;=;__session;=x;__session==;")]
    [InlineData("Cookie: __session=%00%ff; \"__session\"=\"x\"")]
    [InlineData("Authorization: Bearer %00")]
    [InlineData("Authorization: Bearer {\"alg\":\"none\"}")]
    [InlineData("Authorization: Bearer eyJhbGciOiJub25lIn0.e30.")]
    public async Task AnyHeader_Garbage_400Or401(string header)
    {
        await using var app = await AuthenticationApp.StartAsync();

        var status = await StatusAsync(app, header);

        Assert.True(status is 400 or 401, $"{status} for '{header}'");
    }

    [Theory]
    [InlineData(8193, 401)]
    [InlineData(30_000, 401)]
    [InlineData(200_000, 431)]
    public async Task Header_Oversized_IsRefused(int length, int expected)
    {
        await using var app = await AuthenticationApp.StartAsync();

        Assert.Equal(expected, await StatusAsync(app, $"Authorization: Bearer {new string('a', length)}"));
    }

    [Fact]
    public async Task AnyHeader_RandomBytes_Never5xx()
    {
        var seed = TestSeed.Next(TestContext.Current.TestOutputHelper!.WriteLine);
        var random = new Random(seed);
        await using var app = await AuthenticationApp.StartAsync();
        for (var i = 0; i < 200; i++)
        {
            var token = app.Mint.Mint().ToCharArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                token[random.Next(token.Length)] = (char)random.Next(1, 256);
            var prefix = random.Next(2) == 0 ? "Authorization: Bearer " : "Cookie: __session=";

            var status = await StatusAsync(app, prefix + new string(token));

            Assert.True(status is >= 200 and < 500, $"{status} in round {i} of seed {seed}");
        }
    }

    private static async Task<int> StatusAsync(AuthenticationApp app, params string[] headers) =>
        (await RawHttp.GetAsync(app.Address, "/protected", headers, TestContext.Current.CancellationToken)).Status;
}
