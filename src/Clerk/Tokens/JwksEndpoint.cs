using System.Net.Http.Headers;
using Identity.Clerk.Api;
using Identity.Clerk.Keys;

namespace Identity.Clerk.Tokens;

/// <summary>Fetches the key set of an instance: <c>GET {apiUrl}/v1/jwks</c>.</summary>
internal sealed class JwksEndpoint(HttpClient http, Uri apiUrl, SecretKey secretKey)
{
    private const int MaxBytes = 256 * 1024;
    private readonly Uri _address = new($"{apiUrl.AbsoluteUri.TrimEnd('/')}/v1/jwks");

    /// <summary>One attempt.</summary>
    /// <exception cref="SigningKeysUnavailableException">The answer isn't a set of usable keys.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    /// <exception cref="IOException">The answer broke off.</exception>
    public async Task<SigningKeySet> FetchAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secretKey.Reveal());
        request.Headers.Add(BackendApiClient.VersionHeader, BackendApiClient.Version);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new SigningKeysUnavailableException(
                $"Clerk's key endpoint answered {(int)response.StatusCode}; is CLERK_SECRET_KEY right?");
        }

        var body = await BoundedBody.ReadAsync(response.Content, MaxBytes, ct)
            ?? throw new SigningKeysUnavailableException("Clerk's key endpoint answered with more than 256 KiB.");
        return SigningKeySet.TryRead(body.Span)
            ?? throw new SigningKeysUnavailableException("Clerk's key endpoint answered without a usable key.");
    }
}
