using Identity.Ingest.Walks;
using Spectre.Console;

namespace Identity.Silo.Commands;

/// <summary>Shows how far a walk is: bars on a terminal, lines elsewhere.</summary>
internal static class WalkDisplay
{
    /// <summary>Runs a walk, and shows what it reports.</summary>
    public static Task<WalkStatus> ShowAsync(Func<Action<WalkStatus>, Task<WalkStatus>> run) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? ShowBarsAsync(run)
            : ShowLinesAsync(run);

    private static Task<WalkStatus> ShowBarsAsync(Func<Action<WalkStatus>, Task<WalkStatus>> run) =>
        AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new CountColumn(),
                new RateColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                var status = await run(status => Advance(context, bars, status));
                foreach (var bar in bars.Values) Complete(bar);
                return status;
            });

    private static Task<WalkStatus> ShowLinesAsync(Func<Action<WalkStatus>, Task<WalkStatus>> run)
    {
        var lines = new WalkLines(TimeProvider.System);
        return run(status =>
        {
            if (lines.Next(status) is { } line) Console.Out.WriteLine(line);
        });
    }

    private static void Advance(ProgressContext context, Dictionary<string, ProgressTask> bars, WalkStatus status)
    {
        if (status.Listing is not { } listing) return;
        if (!bars.TryGetValue(listing, out var bar))
        {
            // The lists are read one after the other.
            foreach (var before in bars.Values) Complete(before);
            bars.Add(listing, bar = context.AddTask(listing));
        }

        bar.MaxValue = Math.Max(status.Total ?? status.Done, 1);
        bar.IsIndeterminate = status.Total is null;
        bar.Value = status.Done;
    }

    private static void Complete(ProgressTask bar)
    {
        bar.IsIndeterminate = false;
        bar.MaxValue = Math.Max(bar.Value, 1);
        bar.Value = bar.MaxValue;
        bar.StopTask();
    }
}
