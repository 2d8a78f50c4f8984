using Identity.Testing;

namespace Identity.WebFront.Tests.ForwardAuth;

/// <summary>What nginx asks a front about a request, and what it is answered.</summary>
internal static class Question
{
    private const string Assertion = "X-Identity-Assertion: ";

    /// <summary>The original request, as nginx tells of it.</summary>
    public static readonly string[] Original =
    [
        "X-Original-Method: GET",
        "X-Original-URI: /orders",
        "X-Forwarded-Host: app.example",
        "X-Forwarded-Proto: https",
    ];

    public static string Bearer(string token) => "Authorization: Bearer " + token;

    /// <summary>Asks about a request with a session token.</summary>
    /// <param name="front">Whom.</param>
    /// <param name="query">What is required, with its question mark.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<RawAnswer> AskAsync(
        FrontProcess front, string query, string token, CancellationToken cancellationToken) => RawHttp.GetAsync(
            front.Http.BaseAddress!, "/auth/request" + query, [.. Original, Bearer(token)], cancellationToken);

    /// <summary>The assertion of the answer, which must be that the caller may pass.</summary>
    public static async Task<string> AssertionAsync(
        FrontProcess front, string query, string token, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(front, query, token, cancellationToken);
        Assert.Equal(200, answer.Status);
        var header = Assert.Single(answer.Headers, line => line.StartsWith(Assertion, StringComparison.Ordinal));
        return header[Assertion.Length..];
    }
}
