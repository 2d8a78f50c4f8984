using System.Text;
using Identity.Testing;

namespace Identity.Sdk.Tests.Webhooks;

/// <summary>Webhooks as Svix's own library signs them.</summary>
public sealed class SvixTests
{
    private const long At = 1_790_845_200_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Webhook_SignedBySvix_IsTakenAndNothingElseIs()
    {
        Assert.SkipWhen(NodeProgram.Obstacle is not null && MachineProgram.MayBeMissing, NodeProgram.Obstacle ?? "");
        using var settings = new FrontSettings();
        await using var front = await FrontProcess.StartAsync(settings);
        using var folder = await NodeFolder.CreateAsync("tests/Sdk.Tests/Node", Cancel);
        folder.Copy("tests/Sdk.Tests/Node/webhooks.mjs", "webhooks.mjs");
        var body = ClerkEventJson.Envelope("user.created", ClerkEventJson.User("user_svix", At), At);

        var answers = await folder.RunAsync(
            "webhooks.mjs",
            new Dictionary<string, string?>(),
            Cancel,
            new Uri(front.Http.BaseAddress!, "/webhooks/clerk").ToString(),
            settings.Signer.Secret,
            Encoding.UTF8.GetString(body));

        Assert.Equal(
            [
                "good: 200", "tampered: 400", "another secret: 400", "four minutes old: 200", "six minutes old: 400",
                "six minutes early: 400",
            ],
            answers);
        using var me = await front.MeAsync("user_svix", "sess_svix", Cancel);
        Assert.True(me.IsSuccessStatusCode);
    }
}
