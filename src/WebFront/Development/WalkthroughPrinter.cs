using System.Net.Http.Headers;

namespace Identity.WebFront.Development;

/// <summary>Prints the walk-through once the seeded user can be recognised.</summary>
internal sealed class WalkthroughPrinter(Walkthrough walkthrough, IHostApplicationLifetime lifetime, TimeProvider clock)
    : BackgroundService
{
    // An emulator that was told not to seed has no Ada, and then there is nothing to print.
    private const int Attempts = 150;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        // Seeding goes through webhooks like everything else, so it may take a moment.
        using var http = new HttpClient();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TokenAsync(http, stoppingToken) is { } token)
            {
                // To the terminal and not to a log: a token has no business there.
                await Console.Out.WriteLineAsync(walkthrough.Lines(token));
                return;
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task<string?> TokenAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var signed = await http.PostAsync(walkthrough.TokenUrl, content: null, cancellationToken);
            if (!signed.IsSuccessStatusCode) return null;

            var token = await signed.Content.ReadAsStringAsync(cancellationToken);
            using var ask = new HttpRequestMessage(HttpMethod.Get, walkthrough.CallerUrl);
            ask.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var me = await http.SendAsync(ask, cancellationToken);
            return me.IsSuccessStatusCode ? token : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
