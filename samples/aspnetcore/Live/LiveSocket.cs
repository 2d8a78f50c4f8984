using System.Net.WebSockets;
using System.Text.Json;
using Identity.Authentication.Live;

namespace Identity.Shop.Live;

/// <summary>Tells a client who it is whenever that changes, takes new tokens, and closes with its caller.</summary>
internal sealed class LiveSocket(WebSocket socket, LiveCaller caller)
{
    // Who takes nothing, or doesn't answer a close, isn't waited for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs until either side closes.</summary>
    /// <param name="stopping">Fires when the server stops.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var gone = new CancellationTokenSource();
        var reading = ReadAsync(gone.Token);
        var telling = TellAsync(done.Token);
        try
        {
            var close = await await Task.WhenAny(reading, telling);
            await done.CancelAsync();
            await telling;
            await CloseAsync(close, reading, gone);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException)
        {
            socket.Abort();
        }
        finally
        {
            await done.CancelAsync();
            await gone.CancelAsync();
            await ((Task)Task.WhenAll(reading, telling)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // What the client still sends is read, so that it gets the reason before the connection goes.
    private async Task CloseAsync(LiveClose close, Task reading, CancellationTokenSource gone)
    {
        gone.CancelAfter(Patience);
        await socket.CloseOutputAsync(close.Code, close.Reason, gone.Token);
        await reading;
        var rest = new byte[LiveMessage.MaxLength];
        while (socket.State == WebSocketState.CloseSent) await socket.ReceiveAsync(rest.AsMemory(), gone.Token);
    }

    private async Task<LiveClose> TellAsync(CancellationToken done)
    {
        try
        {
            do await SendCallerAsync();
            while (await caller.NextAsync(Timeout.InfiniteTimeSpan, done) == LiveNews.Changed);
            return LiveClose.Of(caller.End!);
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            return LiveClose.Stopping;
        }
    }

    private async Task SendCallerAsync()
    {
        var me = caller.Current;
        var message = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "caller",
            userId = me.Id.Value,
            role = me.Organization?.Role,
            deadline = caller.Deadline,
        });
        using var patience = new CancellationTokenSource(Patience);
        await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    private async Task<LiveClose> ReadAsync(CancellationToken gone)
    {
        var buffer = new byte[LiveMessage.MaxLength];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), gone);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close) return LiveClose.Goodbye;
            if (!part.EndOfMessage && length == buffer.Length) return LiveClose.TooLong;
            if (!part.EndOfMessage) continue;
            if (part.MessageType != WebSocketMessageType.Text) return LiveClose.NotUnderstood;
            if (LiveMessage.ReadToken(buffer.AsSpan(0, length)) is not { } token) return LiveClose.NotUnderstood;
            length = 0;
            if (await caller.RenewAsync(token, gone) is not { } refusal) continue;
            return caller.End is { } end ? LiveClose.Of(end) : new LiveClose(LiveClose.TokenRefused, refusal);
        }
    }
}
