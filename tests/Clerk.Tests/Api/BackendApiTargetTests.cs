using Identity.Clerk.Api;

namespace Identity.Clerk.Tests.Api;

public class BackendApiTargetTests
{
    // Pieces out of which others have made their way to where they shouldn't be.
    private static readonly string[] Pieces =
    [
        "v1", "V1", "users", "/", "//", "\\", ".", "..", "%2e", "%2E", "%2f", "%5c", "%25", "%00", "%0a", "%c0%ae", "@", ":", "?",
        "#", "%23", "%3f", "http:", "evil.example", "%", "%4", " ", "\t", "\u00e9", ";", "user_1", "a%20b", "%41",
    ];

    [Theory]
    [InlineData("/v1", "v1")]
    [InlineData("/v1?a", "v1?a")]
    [InlineData("/V1/users", "v1/users")]
    [InlineData("/v1/users/user_1?limit=1&a=%2F..", "v1/users/user_1?limit=1&a=%2F..")]
    [InlineData("/v1/a@b:c/!$&'()*+,;=~-._/d", "v1/a@b:c/!$&'()*+,;=~-._/d")]
    [InlineData("/v1/%41%7e/...", "v1/%41%7e/...")]
    public void Plain_IsWhatItWas(string text, string expected)
    {
        Assert.True(BackendApiTarget.TryParse(text, out var target));
        Assert.Equal(expected, target.PathAndQuery);
        Assert.Equal(expected.Split('?')[0].Split('/')[1..], target.Segments);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("/")]
    [InlineData("v1/users")]
    [InlineData("/v10/users")]
    [InlineData("/v1users")]
    [InlineData("/v2/users")]
    [InlineData("/v1/")]
    [InlineData("/v1/users?a=b c")]
    [InlineData("/v1/users?a=\u00e9")]
    [InlineData("/v1/users?a\r\nHost: evil")]
    [InlineData("/v1/users?a#b")]
    public void Others_AreRefused(string? text) => Assert.False(BackendApiTarget.TryParse(text, out _));

    [Fact]
    public void WhateverIsAccepted_IsUnderV1OfTheServerForEveryReader()
    {
        var random = new Random(20261126);
        using var http = new HttpClient { BaseAddress = new Uri("https://api.clerk.example:8443/base/") };
        var accepted = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = random.Next(2) == 0 ? "/v1/" : "/";
            for (var pieces = random.Next(1, 6); pieces > 0; pieces--) text += Pieces[random.Next(Pieces.Length)];
            if (!BackendApiTarget.TryParse(text, out var target)) continue;
            accepted++;

            // As it is sent, as a reader takes it who puts paths right, and as one who unescapes first, twice.
            var sent = BackendApiAddress.OfExactly(http, target.PathAndQuery);
            Assert.Equal("/base/" + target.PathAndQuery, sent.PathAndQuery);
            foreach (var reading in Readings($"https://api.clerk.example:8443/base/{target.PathAndQuery}"))
            {
                Assert.Equal(("api.clerk.example", 8443, ""), (reading.Host, reading.Port, reading.UserInfo));
                Assert.Matches("^/base/v1(/|$)", reading.AbsolutePath);
                Assert.Equal(text.Contains('?', StringComparison.Ordinal), reading.Query.Length > 0 || text.EndsWith('?'));
            }
        }

        Assert.InRange(accepted, 1_000, 200_000);
    }

    private static IEnumerable<Uri> Readings(string url)
    {
        yield return new Uri(url);
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (url, "") : (url[..mark], url[mark..]);
        yield return new Uri(Uri.UnescapeDataString(path) + query);
        yield return new Uri(Uri.UnescapeDataString(Uri.UnescapeDataString(path)) + query);
        yield return new Uri(path.Replace('\\', '/') + query);
    }
}
