using System.Net;
using System.Net.Http.Headers;
using Identity.Clerk.Keys;

namespace Identity.Clerk.Api;

/// <summary>Asks Clerk's Backend API one question, once.</summary>
internal sealed class BackendApiConnection(HttpClient http, SecretKey key)
{
    private const int MaxErrorBytes = 64 * 1024;

    /// <summary>The body of the answer; null for 404. The caller disposes of it.</summary>
    /// <param name="path">Path and query, without a slash before.</param>
    /// <param name="maxBytes">The most that a body may have.</param>
    /// <param name="ct">Cancels the question; <see cref="HttpClient.Timeout"/> bounds all of it, body included.</param>
    /// <exception cref="BackendApiException">Any answer but 200 and 404, one that is too long, or none.</exception>
    public async Task<RentedBody?> GetAsync(string path, int maxBytes, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(http.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            using var request = Request(path);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            if (response.StatusCode != HttpStatusCode.OK) throw await FailureAsync(response, either.Token, ct);
            return await BoundedBody.RentAsync(response.Content, maxBytes, either.Token)
                ?? throw new BackendApiException($"Clerk's Backend API answered with more than {maxBytes} bytes.");
        }
        catch (Exception failure) when (IsUnreachable(failure, ct))
        {
            throw new BackendApiException("Clerk's Backend API could not be reached.", failure);
        }
    }

    private static async Task<BackendApiException> FailureAsync(
        HttpResponseMessage response,
        CancellationToken either,
        CancellationToken ct)
    {
        string? code = null;
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, MaxErrorBytes, either);
            code = body is { } json ? BackendApiErrorCode.Read(json.Span) : null;
        }
        catch (Exception failure) when (IsUnreachable(failure, ct))
        {
            // The status says enough.
        }

        return new BackendApiException(response.StatusCode, RetryAfterHeader.Read(response.Headers), code);
    }

    // A cancellation that nobody asked for is a timeout.
    private static bool IsUnreachable(Exception failure, CancellationToken ct) =>
        failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !ct.IsCancellationRequested);

    private HttpRequestMessage Request(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, BackendApiAddress.Of(http, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        request.Headers.Add(BackendApiClient.VersionHeader, BackendApiClient.Version);
        return request;
    }
}
