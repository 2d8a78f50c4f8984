using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Identity.WebFront.Hosting;

/// <summary>Reads a raw body, and no more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <summary>
    /// How much of a body that is too long is read and thrown away: a sender that is cut off in the middle sees a broken
    /// connection and not the answer.
    /// </summary>
    private const int MaxDiscarded = 16 * 1024 * 1024;

    /// <summary>The body, in memory of its own; null when it is too long.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxLength">The most bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int maxLength, CancellationToken cancellationToken)
    {
        var limit = request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (!limit.IsReadOnly) limit.MaxRequestBodySize = MaxDiscarded;
        try
        {
            return await ReadUpToLimitAsync(request.BodyReader, maxLength, cancellationToken);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadUpToLimitAsync(
        PipeReader reader, int maxLength, CancellationToken cancellationToken)
    {
        var tooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            tooLong |= read.Buffer.Length > maxLength;
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
