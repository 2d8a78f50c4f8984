using System.Net;
using Identity.Testing;

namespace Identity.WebFront.Tests.Development;

/// <summary>A newcomer has no keys: an emulator plays Clerk, and everything goes the real way.</summary>
public class LocalClerkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutKeys_RecognisesASeededUserUntilTheSessionIsRevoked()
    {
        var emulator = FreePort.Url();
        using var settings = new FrontSettings { Keyless = true, Url = FreePort.Url() }
            .With("Emulator__Url", emulator.ToString());
        Assert.SkipUnless(settings.HasEmulator, FrontSettings.NoEmulator);
        await using var front = await FrontProcess.StartAsync(settings);
        var token = (await front.PrintsAsync("Bearer (ey[^\"]+)\"", Cancel)).Groups[1].Value;

        using (var me = await front.GetAsync("/identity/me", token, Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, me.StatusCode);
            Assert.Contains("\"first_name\":\"Ada\"", await me.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        using var http = new HttpClient { BaseAddress = emulator };
        using (var revoked = await http.PostAsync("/emulator/users/ada/sessions/revoke?wait=true", content: null, Cancel))
            Assert.True(revoked.IsSuccessStatusCode);
        using (var me = await front.GetAsync("/identity/me", token, Cancel))
            Assert.Equal(HttpStatusCode.Unauthorized, me.StatusCode);
    }
}
