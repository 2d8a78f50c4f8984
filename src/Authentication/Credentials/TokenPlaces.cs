using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Identity.Authentication.Credentials;

/// <summary>What an option may name as one more place for a token.</summary>
internal static class TokenPlaces
{
    private const int MaxNameLength = 64;

    // What has a meaning of its own to servers, proxies or browsers can't be a token's place as well.
    private static readonly string[] TakenHeaders =
    [
        HeaderNames.Authorization, HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.Cookie,
        HeaderNames.Host, HeaderNames.Origin, HeaderNames.SetCookie, HeaderNames.TE, HeaderNames.TransferEncoding,
        HeaderNames.Upgrade,
    ];

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool IsHeader(string name) =>
        name.Equals(HeaderNames.SecWebSocketProtocol, StringComparison.OrdinalIgnoreCase)
        || (IsName(name)
            && !TakenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
            && !name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase));

    public static bool IsQueryParameter(string name) => IsName(name);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && !text.AsSpan().ContainsAnyExcept(NameCharacters);
}
