using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Identity.Testing;

namespace Identity.WebFront.Tests.Identity.Live;

/// <summary>An event source: it reads what <c>/identity/live</c> sends.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private LiveClient(HttpResponseMessage response, Stream stream)
    {
        Response = response;
        _events = SseParser.Create(stream).EnumerateAsync(CancellationToken.None).GetAsyncEnumerator();
    }

    public HttpResponseMessage Response { get; }

    /// <summary>Opens a stream, which must be admitted.</summary>
    public static async Task<LiveClient> OpenAsync(
        FrontProcess front, string? token, string? lastEventId = null, string path = "/identity/live")
    {
        var response = await AskAsync(front, token, lastEventId, path);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return new LiveClient(
            response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks for a stream.</summary>
    public static async Task<HttpResponseMessage> AskAsync(
        FrontProcess front, string? token, string? lastEventId = null, string path = "/identity/live")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return await front.Http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<SseItem<string>?> NextAsync() =>
        await _events.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken)
            ? _events.Current
            : null;

    // The answer first: a reader that waits for more can't be disposed of.
    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        return ValueTask.CompletedTask;
    }
}
