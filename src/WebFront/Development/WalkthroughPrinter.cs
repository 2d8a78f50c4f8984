namespace Identity.WebFront.Development;

/// <summary>Prints the walk-through once the seeded user can be recognised.</summary>
internal sealed class WalkthroughPrinter(Walkthrough walkthrough, IHostApplicationLifetime lifetime, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Clerk-Emulator", "1");
        for (var attempt = 0; attempt < 50; attempt++)
        {
            using var answer = await http.PostAsync(walkthrough.TokenUrl, content: null, stoppingToken);
            if (answer.IsSuccessStatusCode)
            {
                // To the terminal and not to a log: a token has no business there.
                var token = await answer.Content.ReadAsStringAsync(stoppingToken);
                await Console.Out.WriteLineAsync(walkthrough.Lines(token));
                return;
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
