using System.Buffers;

namespace Identity.WebFront.Webhooks;

/// <summary>Reads a webhook's raw body, and no more of it than is allowed.</summary>
internal static class WebhookBody
{
    /// <summary>The most bytes a body may have. Svix recommends less than 20 kB; real users can be larger.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The body, in memory of its own; null when it is too long.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength) return null;
        try
        {
            var reader = request.BodyReader;
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var tooLong = read.Buffer.Length > MaxLength;
                if (tooLong || read.IsCompleted)
                {
                    ReadOnlyMemory<byte>? body = tooLong ? null : read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return body;
                }
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
