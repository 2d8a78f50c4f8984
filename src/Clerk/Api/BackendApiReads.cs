using System.Net;

namespace Identity.Clerk.Api;

/// <summary>Turns answers of Clerk's Backend API into resources.</summary>
internal sealed class BackendApiReads(BackendApiConnection connection)
{
    private const int MaxResourceBytes = 1024 * 1024;

    // 500 users whose metadata is full have about 16 MB.
    private const int MaxPageBytes = 32 * 1024 * 1024;

    /// <summary>The one resource that the path names; null for 404.</summary>
    public async Task<TResource?> OneAsync<TResource>(
        string path,
        ResourcePageReader.ItemReader<TResource> read,
        Predicate<TResource> isIt,
        CancellationToken ct)
        where TResource : class
    {
        using var body = await connection.GetAsync(path, MaxResourceBytes, ct);
        if (body is null) return null;
        if (!read(body.Memory.Span, out var resource, out var error))
            throw new BackendApiException($"Clerk's Backend API answered with something else ({error}).");
        return isIt(resource)
            ? resource
            : throw new BackendApiException("Clerk's Backend API answered with another one than was asked for.");
    }

    /// <summary>What a function finds in a small document that every instance has.</summary>
    public async Task<TResult> DocumentAsync<TResult>(
        string path, Func<ReadOnlyMemory<byte>, TResult> find, CancellationToken ct)
    {
        using var body = await connection.GetAsync(path, MaxResourceBytes, ct)
            ?? throw new BackendApiException(HttpStatusCode.NotFound, retryAfter: null);
        return find(body.Memory);
    }

    /// <summary>A page of a list; a 404 is no list.</summary>
    public async Task<ResourcePage<TResource>> PageAsync<TResource>(
        string pathAndQuery,
        ResourcePageReader.ItemReader<TResource> read,
        CancellationToken ct)
        where TResource : class =>
        await PageOrNoneAsync(pathAndQuery, read, ct)
            ?? throw new BackendApiException(HttpStatusCode.NotFound, retryAfter: null);

    /// <summary>A page of a list; null for 404.</summary>
    public async Task<ResourcePage<TResource>?> PageOrNoneAsync<TResource>(
        string pathAndQuery,
        ResourcePageReader.ItemReader<TResource> read,
        CancellationToken ct)
        where TResource : class
    {
        using var body = await connection.GetAsync(pathAndQuery, MaxPageBytes, ct);
        if (body is null) return null;
        return ResourcePageReader.Read(body.Memory.Span, read)
            ?? throw new BackendApiException("Clerk's Backend API answered with something that isn't a list.");
    }
}
