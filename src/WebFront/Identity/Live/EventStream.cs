using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.Identity.Live;

/// <summary>Writes server-sent events (HTML, section 9.2.5) to a client that may be slow.</summary>
/// <remarks>
/// Nothing is written before the client has taken what was, so that no more than the server's own buffer is ever held
/// for it; one that takes nothing for <see cref="Patience"/> is cut off.
/// </remarks>
internal sealed class EventStream(HttpContext context, TimeProvider clock)
{
    /// <summary>How long a client may take for what is sent to it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Fires when the client is gone.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Begins the answer. Neither the server nor a proxy may hold back a part of it.</summary>
    public Task StartAsync()
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        return CommentAsync();
    }

    /// <summary>Sends a comment, which keeps proxies from closing the connection and shows who has gone.</summary>
    public Task CommentAsync()
    {
        context.Response.BodyWriter.Write(":\n\n"u8);
        return FlushAsync();
    }

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name, without a line break.</param>
    /// <param name="data">Its data, without a line break.</param>
    /// <param name="id">Its id, without a line break; null for none.</param>
    public Task SendAsync(string name, ReadOnlySpan<byte> data, string? id = null)
    {
        var output = context.Response.BodyWriter;
        output.Write("event: "u8);
        Encoding.UTF8.GetBytes(name, output);
        if (id is not null)
        {
            output.Write("\nid: "u8);
            Encoding.UTF8.GetBytes(id, output);
        }

        output.Write("\ndata: "u8);
        output.Write(data);
        output.Write("\n\n"u8);
        return FlushAsync();
    }

    private async Task FlushAsync()
    {
        try
        {
            var flushing = context.Response.BodyWriter.FlushAsync(Aborted);
            var result = flushing.IsCompleted
                ? await flushing
                : await flushing.AsTask().WaitAsync(Patience, clock, Aborted);
            if (result.IsCompleted) throw new OperationCanceledException("The client takes no more.");
        }
        catch (TimeoutException)
        {
            context.Abort();
            throw new OperationCanceledException("The client is too slow.");
        }
    }
}
