using System.Net;

namespace Identity.Authentication.Tests.Hosting;

/// <summary>Sends a request once more when the answer is 503, as a resilience handler does.</summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.ServiceUnavailable) return response;
        response.Dispose();
        return await base.SendAsync(request, cancellationToken);
    }
}
