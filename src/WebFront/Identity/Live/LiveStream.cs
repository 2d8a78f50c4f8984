using System.Text.Json;
using Identity.Authentication.Live;

namespace Identity.WebFront.Identity.Live;

/// <summary>Tells a client what changes about its caller, until they may not stay any longer.</summary>
internal sealed class LiveStream(LiveCaller caller, EventStream events)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private string? _shown;

    /// <summary>Runs until the caller's end, the client's, or the server's.</summary>
    /// <param name="lastEventId">The id of what the client has seen last; empty for nothing.</param>
    /// <param name="stopping">Fires when the server stops: the client is to come back, to another.</param>
    public async Task RunAsync(string lastEventId, CancellationToken stopping)
    {
        _shown = lastEventId;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(events.Aborted, stopping);
        try
        {
            await events.StartAsync();
            await ShowAsync();
            while (await caller.NextAsync(Heartbeat, either.Token) is not LiveNews.Ended and var news)
            {
                if (news == LiveNews.Changed) await ShowAsync();
                else await events.CommentAsync();
            }

            await EndAsync(caller.End!);
        }
        catch (OperationCanceledException)
        {
            // Nobody is left to be told anything, or they are to come back.
        }
    }

    private Task ShowAsync()
    {
        var shown = CallerEvent.Of(caller.Current);
        if (shown.Id == _shown) return Task.CompletedTask;
        _shown = shown.Id;
        return events.SendAsync("caller", shown.Json.Span, shown.Id);
    }

    private Task EndAsync(LiveEnd end)
    {
        var name = end.Kind switch
        {
            LiveEndKind.Revoked => "revoked",
            LiveEndKind.Expired => "expired",
            _ => "unavailable",
        };
        return events.SendAsync(name, JsonSerializer.SerializeToUtf8Bytes(new { reason = end.Reason }));
    }
}
