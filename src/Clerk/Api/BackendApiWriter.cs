using System.Net.Http.Headers;
using Identity.Clerk.Keys;

namespace Identity.Clerk.Api;

/// <summary>Sends writes to Clerk's Backend API, each once: done twice, some of them aren't what was asked for.</summary>
/// <param name="http">
/// Its <see cref="HttpClient.BaseAddress"/> is <c>CLERK_API_URL</c>, and its <see cref="HttpClient.Timeout"/> bounds all of
/// a write, the answer's body included. It shouldn't follow redirects, keep cookies or pass traces on.
/// </param>
/// <param name="key">The instance's secret key.</param>
public sealed class BackendApiWriter(HttpClient http, SecretKey key)
{
    /// <summary>The most bytes of an answer's body: a page of hundreds of resources.</summary>
    public const int MaxAnswerBytes = 8 * 1024 * 1024;

    /// <summary>Sends it.</summary>
    /// <returns>The answer, whatever its status; or why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled: Clerk may have done it.</exception>
    public async Task<(BackendApiAnswer? Answer, BackendApiWriteFailure Failure)> SendAsync(
        BackendApiWrite write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var timeout = new CancellationTokenSource(http.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var request = Request(write);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, either.Token) is { } body
                ? (Read(response, body), default)
                : (null, BackendApiWriteFailure.TooLong);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, BackendApiWriteFailure.TimedOut);
        }
        catch (HttpRequestException exception) when (IsBeforeSending(exception.HttpRequestError))
        {
            return (null, BackendApiWriteFailure.Unreachable);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, BackendApiWriteFailure.BrokenOff);
        }
    }

    private static bool IsBeforeSending(HttpRequestError error) => error is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static BackendApiAnswer Read(HttpResponseMessage response, ReadOnlyMemory<byte> body) => new()
    {
        Status = (int)response.StatusCode,
        ContentType = Text(response.Content.Headers, "Content-Type"),
        RetryAfter = Text(response.Headers, "Retry-After"),
        Pause = RetryAfterHeader.Read(response.Headers),
        TraceId = Text(response.Headers, BackendApiAnswer.TraceHeader),
        Body = body,
    };

    // As it came: the SDKs compare types to the letter. What no server may repeat is left out.
    private static string? Text(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var text
        && text.All(c => c is >= ' ' and < '\x7f')
            ? text
            : null;

    private HttpRequestMessage Request(BackendApiWrite write)
    {
        // A request without content is sent again by .NET itself when a kept connection turns out to be closed, whatever
        // its method. One with content, even of no bytes, isn't.
        var content = new ReadOnlyMemoryContent(write.Body);
        if (write.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        var address = BackendApiAddress.OfExactly(http, write.Target.PathAndQuery);
        var request = new HttpRequestMessage(new HttpMethod(write.Method), address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        foreach (var (name, value) in write.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
