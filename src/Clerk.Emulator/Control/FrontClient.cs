using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Identity.Clerk.Emulator.Control;

/// <summary>
/// Asks the front who a token's user is, on behalf of the page, which may not ask another origin itself.
/// </summary>
internal sealed class FrontClient(Uri frontUrl, TimeProvider clock) : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    })
    {
        BaseAddress = new Uri(frontUrl.GetLeftPart(UriPartial.Authority)),
        MaxResponseContentBufferSize = LargestAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <returns>The front's status and body; a null status and a reason when it gave none.</returns>
    public async Task<JsonObject> WhoAmIAsync(string token, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Answer((int)response.StatusCode, Encoding.UTF8.GetString(body), reason: null);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return Answer(status: null, "", $"The front at {_http.BaseAddress!.Authority} does not answer.");
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonObject Answer(int? status, string body, string? reason) => new()
    {
        ["status"] = status,
        ["body"] = body,
        ["reason"] = reason,
    };
}
