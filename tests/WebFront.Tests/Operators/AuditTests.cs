using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Identity.Testing;

namespace Identity.WebFront.Tests.Operators;

/// <summary>What the log says of who called <c>/admin</c>.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly OperatorFront _operators = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string KeyName =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OperatorFront.Key)))[..8];

    public ValueTask InitializeAsync() => _operators.InitializeAsync();

    [Fact]
    public async Task Reads_OfPersonalData_NameTheKeyAndTheNetwork()
    {
        var user = _operators.NewUser();
        await _operators.DeliverAsync(
            "msg_audit", ClerkEventJson.Envelope("user.created", ClerkEventJson.User(user, 1), 1));
        using (var body = await _operators.SendAsync(HttpMethod.Get, "/admin/inbox/msg_audit/body"))
        {
            Assert.Equal(HttpStatusCode.OK, body.StatusCode);
            Assert.True(body.Headers.CacheControl?.NoStore);
        }

        var who = $"key '{KeyName}', from 127.0.0.0/24,";
        await _operators.Front.PrintsAsync(who + " read the body of .*'msg_audit'", Cancel);
        await _operators.JsonAsync(HttpMethod.Get, $"/admin/resources?kind=subscription&userId={user}");
        await _operators.Front.PrintsAsync(
            $"{who} read 0 resources of kind 'Subscription', of the user '{user}'", Cancel);
        Assert.DoesNotContain(OperatorFront.Key, _operators.Front.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_OfAStranger_AreOneLineAMinuteWithNothingOfTheirs()
    {
        foreach (var id in new[] { "a%0Aforged%3A%20x", "ada%40example.com", "b" })
        {
            using var refused = await _operators.SendAsync(HttpMethod.Get, $"/admin/inbox/{id}/body", key: null);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        // What is logged after them is printed after them.
        await _operators.JsonAsync(HttpMethod.Get, "/admin/resources?kind=subscription");
        await _operators.Front.PrintsAsync("read 0 resources", Cancel);
        var output = _operators.Front.Output;
        Assert.Single(Regex.Matches(output, "Refused a call of '/admin/inbox/{id}/body' from 127.0.0.0/24"));
        Assert.Single(Regex.Matches(output, "Refused a call"));
        Assert.DoesNotContain("forged", output, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _operators.DisposeAsync();
}
