namespace Identity.Clerk.Api;

/// <summary>Reads an answer's body, but not more of it than is sensible.</summary>
internal static class BoundedBody
{
    /// <summary>The body; null if it is longer.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken ct)
    {
        if (content.Headers.ContentLength > maxBytes) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[Math.Min(content.Headers.ContentLength ?? 4096, maxBytes) + 1];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
            if (length > maxBytes) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(length * 2, maxBytes + 1));
        }
    }
}
