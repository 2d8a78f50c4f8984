namespace Identity.Clerk.Api;

/// <summary>Reads an answer's body, but not more of it than is sensible.</summary>
internal static class BoundedBody
{
    /// <summary>The body in memory of its own; null if it is longer.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken ct)
    {
        using var body = await RentAsync(content, maxBytes, ct);
        // A null of an array would become a memory of nothing.
        return body is null ? default(ReadOnlyMemory<byte>?) : body.Memory.ToArray();
    }

    /// <summary>The body in memory that is used again; null if it is longer.</summary>
    public static async Task<RentedBody?> RentAsync(HttpContent content, int maxBytes, CancellationToken ct)
    {
        if (content.Headers.ContentLength > maxBytes) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        var body = new RentedBody((int)(content.Headers.ContentLength ?? 4096) + 1);
        while (true)
        {
            // One byte past the bound is enough to know that there is more.
            var free = body.Free(maxBytes + 1);
            var read = await stream.ReadAsync(free, ct);
            if (read == 0) return body;
            if (body.Add(read) <= maxBytes) continue;
            body.Dispose();
            return null;
        }
    }
}
