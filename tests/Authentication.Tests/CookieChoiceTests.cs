using System.Text.Json;
using Identity.Authentication.Credentials;
using Identity.Clerk.Keys;
using Identity.Testing;

namespace Identity.Authentication.Tests;

/// <summary>Which of Clerk's two sets of cookies counts, as Clerk's own package answers it.</summary>
public sealed class CookieChoiceTests
{
    private const string Ours = "https://clerk.example.test";
    private static readonly ManualTimeProvider Clock = new();
    private static readonly long Now = Clock.UtcNow.ToUnixTimeSeconds();

    // As in the script that made the vectors.
    private static readonly Dictionary<string, string> Tokens = new()
    {
        ["none"] = "",
        ["garbage"] = "garbage",
        ["anonymous"] = Token(null, -10, 50),
        ["other"] = Token("https://clerk.other.test", -5, 55),
        ["older"] = Token(Ours, -20, 40),
        ["same"] = Token(Ours, -10, 50),
        ["newer"] = Token(Ours, -5, 55),
        ["ended"] = Token(Ours, -90, 0),
    };

    [Fact]
    public void UsesSuffixed_EveryCombination_IsWhatClerksPackageSays()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Vectors", "cookie-choice.json");
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(path));
        var (rows, milder, over) = (0, 0, 0);
        foreach (var row in vectors.RootElement.GetProperty("rows").EnumerateArray())
        {
            rows++;
            var plain = Set(row[3].GetString()!, row[1].GetString()!);
            var suffixed = Set(row[4].GetString()!, row[2].GetString()!);
            var expected = row[5].GetBoolean();

            // Our own session, and nothing beside it that says anything: Clerk's package looks at the other set, finds
            // nobody there, and has the browser sent to Clerk. There is no sending an API's caller anywhere.
            var alone = !plain.Session.IsPresent && suffixed.Session.IsPresent && !suffixed.ClientUat.IsPresent;
            if (alone) milder++;

            // A development instance's session that has ended doesn't count beside a sign-out; so says Clerk's package.
            var ended = row[0].GetString() == "test" && plain.IsSignedOut && row[4].GetString() == "ended";
            if (alone && ended) over++;
            var actual = Cookies(row[0].GetString()!).UsesSuffixed(plain, suffixed, Clock);
            Assert.True((expected || (alone && !ended)) == actual, row.GetRawText());
        }

        Assert.Equal((576, 18, 1), (rows, milder, over));
    }

    private static SessionCookies Cookies(string instance)
    {
        Assert.True(PublishableKey.TryParse($"pk_{instance}_Y2xlcmsuZXhhbXBsZS50ZXN0JA", out var key, out _));
        return new SessionCookies(key, Ours);
    }

    private static CookieSet Set(string session, string uat) => new(
        new CookieValue(Tokens[session].AsMemory(), false),
        new CookieValue((uat == "in" ? $"{Now - 100}" : uat).AsMemory(), false));

    private static string Token(string? issuer, long issuedAt, long expiresAt)
    {
        var issuerClaim = issuer is null ? "" : $"\"iss\":\"{issuer}\",";
        var payload = $$"""{{{issuerClaim}}"iat":{{Now + issuedAt}},"exp":{{Now + expiresAt}}}""";
        return $"e30.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(payload))}.AAAA";
    }
}
