using Identity.Clerk.Api;

namespace Identity.Ingest.BackendApi;

/// <summary>The connections to Clerk's Backend API. None follows a redirect: the key goes where it was told to.</summary>
internal static class BackendApiHttp
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static BackendApiClient CreateClient(BackendApiOptions options, TimeSpan timeout) => new(
        Http(options, timeout, new SocketsHttpHandler()), options.Key);

    /// <summary>
    /// For writes of others: nothing of one, no cookie of its answer and no trace of its caller, gets into another.
    /// </summary>
    public static BackendApiWriter CreateWriter(BackendApiOptions options) => new(
        Http(
            options,
            BackendApiOptions.WriteTimeout,
            new SocketsHttpHandler { UseCookies = false, ActivityHeadersPropagator = null }),
        options.Key);

    private static HttpClient Http(BackendApiOptions options, TimeSpan timeout, SocketsHttpHandler handler)
    {
        (handler.AllowAutoRedirect, handler.PooledConnectionLifetime) = (false, Lifetime);
        return new HttpClient(handler) { BaseAddress = options.ApiUrl, Timeout = timeout };
    }
}
