using System.Collections.Immutable;
using System.Text.Json;
using Identity.Storage.Changes;
using Identity.Storage.Commits;
using Identity.WebFront.Identity.Live;

namespace Identity.WebFront.Operators.Changes;

/// <summary>Tells an operator all changes, from a place on, until one of the two ends it.</summary>
/// <remarks>No more than a page is ever read ahead of what the client has taken.</remarks>
internal sealed class ChangeStream(IChangeFeed feed, EventStream events, TimeProvider clock)
{
    private const int PageSize = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private long _lastSent;

    /// <summary>Runs until the client is gone, the server stops, or the database can't be read.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="stopping">Fires when the server stops: the client is to come back, to another.</param>
    public async Task RunAsync(ChangeStart start, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(events.Aborted, stopping);
        try
        {
            await events.StartAsync();
            _lastSent = clock.GetTimestamp();
            await FollowAsync(start, either.Token);
        }
        catch (StorageUnavailableException)
        {
            await EndAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody is left to be told anything, or they are to come back.
        }
    }

    private async Task FollowAsync(ChangeStart start, CancellationToken cancellationToken)
    {
        var place = start.After;
        if (start.IsNow)
        {
            // Without an id, whoever is cut off before the first change couldn't go on from here.
            place = await feed.EndAsync(cancellationToken);
            await SendAsync("position", "{}"u8.ToArray(), place);
        }

        while (true)
        {
            var page = await feed.ReadAsync(place, PageSize, cancellationToken);
            if (page.HasGap) await SendAsync("gap", "{}"u8.ToArray(), place: null);
            await ShowAsync(page.Changes);
            place = page.Next;
            if (page.Changes.Length < PageSize) await PauseAsync(cancellationToken);
        }
    }

    private async Task ShowAsync(ImmutableArray<Change> changes)
    {
        foreach (var change in changes)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(ChangeAnswer.Of(change), JsonSerializerOptions.Web);
            await SendAsync("change", data, change.Position);
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Interval, clock, cancellationToken);
        if (clock.GetElapsedTime(_lastSent) < Heartbeat) return;
        await events.CommentAsync();
        _lastSent = clock.GetTimestamp();
    }

    private async Task SendAsync(string name, byte[] data, ChangePosition? place)
    {
        await events.SendAsync(name, data, place?.ToString());
        _lastSent = clock.GetTimestamp();
    }

    private async Task EndAsync()
    {
        try
        {
            await events.SendAsync("unavailable", """{"reason":"storage-unavailable"}"""u8.ToArray());
        }
        catch (OperationCanceledException)
        {
            // The client is gone as well.
        }
    }
}
