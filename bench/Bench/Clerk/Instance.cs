using System.Text.Json.Nodes;
using Identity.Testing;

namespace Identity.Bench.Clerk;

/// <summary>The Clerk instance that all servers of a run trust: its keys, its tokens, its webhooks.</summary>
internal sealed class Instance : IDisposable
{
    /// <summary>When everybody signed up, in unix milliseconds.</summary>
    public const long Start = 1_790_845_200_000;

    // Clerk's tokens live for a minute; a run takes longer, and must not measure refusals.
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(3);

    private readonly TokenMinter _minter = new();
    private readonly SvixSigner _signer = new();

    public string Pem => _minter.Pem;

    public string WebhookSecret => _signer.Secret;

    /// <summary>The id of the user with this number.</summary>
    public static string User(int number) => $"user_{number}";

    /// <summary>The id of the session in which the user with this number signed in.</summary>
    public static string Session(int number) => $"sess_{number}";

    /// <summary>Tokens, one for each of these users, in order.</summary>
    public string[] Tokens(IReadOnlyList<int> users, Func<int, string?>? organization = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var tokens = new string[users.Count];
        Parallel.For(0, tokens.Length, i => tokens[i] = _minter.Mint(
            User(users[i]), Session(users[i]), now, organization?.Invoke(users[i]), change: Lengthen));
        return tokens;
    }

    /// <summary>A signed webhook.</summary>
    public HttpRequestMessage Webhook(string id, string type, JsonObject data, long age = 5) => _signer.Request(
        new Uri("http://localhost/webhooks/clerk"), id, ClerkEventJson.Envelope(type, data, Start + age),
        TimeProvider.System.GetUtcNow());

    /// <summary>A signed webhook about a user as it was at some age, in milliseconds.</summary>
    public HttpRequestMessage UserUpdated(string id, int user, long age = 0) =>
        Webhook(id, "user.updated", ClerkEventJson.User(User(user), Start + age), age + 5);

    public void Dispose() => _minter.Dispose();

    private static void Lengthen(JsonObject payload) =>
        payload["exp"] = payload["iat"]!.GetValue<long>() + (long)TokenLife.TotalSeconds;
}
