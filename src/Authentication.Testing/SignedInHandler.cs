using System.Net.Http.Headers;

namespace Identity.Authentication.Testing;

/// <summary>Sends a fresh token with each request that has no credentials of its own.</summary>
internal sealed class SignedInHandler(ClerkTesting clerk, ClerkTestIdentity identity) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", clerk.MintToken(identity));
        return base.SendAsync(request, cancellationToken);
    }
}
