using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Identity.Cluster.Tests.Front;
using Identity.Testing;

namespace Identity.Cluster.Tests.Deployment;

/// <summary>What programs show Prometheus once everything that is measured has happened to them.</summary>
internal static class ExposedMetrics
{
    /// <summary>The names that a front shows, with an emulator for a Clerk that also fails.</summary>
    public static async Task<IReadOnlySet<string>> OfAFrontAsync(CancellationToken cancellationToken)
    {
        using var settings = new FrontSettings { Keyless = true, Url = FreePort.Url() }
            .With("Operator__Key", InboxClient.Key);
        Assert.SkipUnless(settings.HasEmulator, FrontSettings.NoEmulator);
        using var emulator = new HttpClient { BaseAddress = FreePort.Url() };
        settings.With("Emulator__Url", emulator.BaseAddress!.AbsoluteUri);
        await using var front = await FrontProcess.StartAsync(settings);

        // Prometheus has asked before, as it would have.
        await NamesAsync(front, cancellationToken);
        await RecogniseAndRefuseAsync(front, emulator, cancellationToken);
        await FailToAskClerkAsync(front, emulator, cancellationToken);
        await ReconcileAsync(front, cancellationToken);
        return await NamesAsync(front, cancellationToken);
    }

    /// <summary>The names that a program shows now.</summary>
    public static async Task<IReadOnlySet<string>> NamesAsync(HttpClient http, CancellationToken cancellationToken) =>
        (await http.GetStringAsync("/metrics", cancellationToken)).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line[..line.IndexOfAny(['{', ' '])])
            .ToHashSet();

    private static Task<IReadOnlySet<string>> NamesAsync(FrontProcess front, CancellationToken cancellationToken) =>
        NamesAsync(front.Http, cancellationToken);

    private static async Task RecogniseAndRefuseAsync(
        FrontProcess front, HttpClient emulator, CancellationToken cancellationToken)
    {
        // The seeded users' webhooks may still be on their way; whoever isn't known yet is asked for.
        var token = await TokenAsync(emulator, "ada", cancellationToken);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(front, token, cancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/live");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var live = await front.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(front, "no.token.atall", cancellationToken));
        using var question = await front.GetAsync("/auth/request", null, cancellationToken);
        using var unsigned = await front.Http.PostAsJsonAsync("/webhooks/clerk", new { }, cancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
        using var signed = await emulator.PostAsync(
            "/emulator/users/ada/sessions/revoke?wait=true", content: null, cancellationToken);
        Assert.True(signed.IsSuccessStatusCode);
    }

    private static async Task FailToAskClerkAsync(
        FrontProcess front, HttpClient emulator, CancellationToken cancellationToken)
    {
        await PostAsync(emulator, "/emulator/faults", new { drop_webhooks = "all" }, cancellationToken);
        var unheard = new { username = "unheard", email_address = "unheard@example.com" };
        await PostAsync(emulator, "/emulator/users", unheard, cancellationToken);
        var token = await TokenAsync(emulator, "unheard", cancellationToken);
        await PostAsync(emulator, "/emulator/faults", new { api_status = 503 }, cancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await MeAsync(front, token, cancellationToken));
        using var cleared = await emulator.DeleteAsync("/emulator/faults", cancellationToken);
    }

    private static async Task ReconcileAsync(FrontProcess front, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/reconcile");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", InboxClient.Key);
        using var answer = await front.Http.SendAsync(request, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        while (!(await NamesAsync(front, cancellationToken)).Contains("identity_reconcile_drift_total"))
        {
            // Asking takes a moment, and makes this no busy loop; the test's own timeout ends it.
        }
    }

    private static async Task<HttpStatusCode> MeAsync(
        FrontProcess front, string token, CancellationToken cancellationToken)
    {
        using var answer = await front.GetAsync("/identity/me", token, cancellationToken);
        return answer.StatusCode;
    }

    private static async Task<string> TokenAsync(HttpClient emulator, string user, CancellationToken cancellationToken)
    {
        using var answer = await emulator.PostAsync($"/emulator/token/{user}", content: null, cancellationToken);
        return (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim();
    }

    private static async Task PostAsync<T>(
        HttpClient emulator, string path, T body, CancellationToken cancellationToken)
    {
        using var answer = await emulator.PostAsJsonAsync(path, body, JsonSerializerOptions.Web, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
