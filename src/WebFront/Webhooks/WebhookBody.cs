using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.Webhooks;

/// <summary>Reads a webhook's raw body, and no more of it than is allowed.</summary>
internal static class WebhookBody
{
    /// <summary>The most bytes a body may have. Svix recommends less than 20 kB; real users can be larger.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>
    /// How much of a body that is too long is read and thrown away: a sender that is cut off in the middle sees a broken
    /// connection and not the answer.
    /// </summary>
    private const int MaxDiscarded = 16 * 1024 * 1024;

    /// <summary>The body, in memory of its own; null when it is too long.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var limit = request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (!limit.IsReadOnly) limit.MaxRequestBodySize = MaxDiscarded;
        try
        {
            return await ReadUpToLimitAsync(request.BodyReader, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadUpToLimitAsync(
        PipeReader reader, CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            tooLong |= read.Buffer.Length > MaxLength;
            if (read.IsCompleted)
            {
                var body = tooLong ? default(ReadOnlyMemory<byte>?) : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(tooLong ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
        }
    }
}
