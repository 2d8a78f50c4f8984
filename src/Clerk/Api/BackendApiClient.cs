using System.Net;
using System.Net.Http.Headers;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Keys;
using Identity.Clerk.Resources;

namespace Identity.Clerk.Api;

/// <summary>
/// The part of Clerk's Backend API that is needed: one user, for a token that arrived before its webhook.
/// </summary>
/// <param name="http">
/// Its <see cref="HttpClient.BaseAddress"/> is <c>CLERK_API_URL</c>; without one, Clerk's own address is used. It
/// shouldn't follow redirects.
/// </param>
/// <param name="key">The instance's secret key.</param>
public sealed class BackendApiClient(HttpClient http, SecretKey key)
{
    internal const string VersionHeader = "Clerk-API-Version";

    /// <summary>The version of the API whose shapes are read here.</summary>
    internal const string Version = "2025-11-10";

    private const int MaxBytes = 1024 * 1024;
    private static readonly Uri DefaultAddress = new("https://api.clerk.com/");

    /// <summary>Fetches a user (<c>GET /v1/users/{id}</c>). Never tries again by itself.</summary>
    /// <returns>The user; null if Clerk says that there is none (404).</returns>
    /// <exception cref="BackendApiException">Any other answer, one that isn't that user, or none.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<UserResource?> GetUserAsync(UserId id, CancellationToken ct)
    {
        var body = await GetAsync($"v1/users/{id.Value}", ct);
        if (body is null) return null;
        if (!UserResource.TryRead(body.Value.Span, out var user, out var error))
            throw new BackendApiException($"Clerk's Backend API answered with something that isn't a user ({error}).");
        return user.Id == id ? user : throw new BackendApiException("Clerk's Backend API answered with another user.");
    }

    private async Task<ReadOnlyMemory<byte>?> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(http.BaseAddress ?? DefaultAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        request.Headers.Add(VersionHeader, Version);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            if (response.StatusCode != HttpStatusCode.OK)
                throw new BackendApiException(response.StatusCode, response.Headers.RetryAfter?.Delta);
            return await BoundedBody.ReadAsync(response.Content, MaxBytes, ct)
                ?? throw new BackendApiException("Clerk's Backend API answered with more than 1 MiB.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || IsTimeout(failure, ct))
        {
            throw new BackendApiException("Clerk's Backend API could not be reached.", failure);
        }
    }

    // HttpClient reports its own timeout as a cancellation that nobody asked for.
    private static bool IsTimeout(Exception failure, CancellationToken ct) =>
        failure is OperationCanceledException && !ct.IsCancellationRequested;
}
