using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Identity.Clerk.Json;

namespace Identity.WebFront.ReadApi.Answers;

/// <summary>An answer in the manner of Clerk's Backend API.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="write">Writes the body.</param>
/// <param name="retryAfter">After how many seconds it is worth trying again, where the status says that it is.</param>
internal sealed class ClerkAnswer(int status, Action<IBufferWriter<byte>, string> write, int retryAfter = 1) : IResult
{
    /// <summary>What was asked for.</summary>
    public static ClerkAnswer Of(RawJson resource) => Ok((output, _) => output.Write(resource.Bytes.Span));

    /// <summary>A bare list, as of users.</summary>
    public static ClerkAnswer List(IReadOnlyList<RawJson> items) => Ok((output, _) => WriteList(output, items));

    /// <summary>A page with the length of the whole list.</summary>
    public static ClerkAnswer Page(IReadOnlyList<RawJson> items, long total) => Ok((output, _) =>
    {
        output.Write("{\"data\":"u8);
        WriteList(output, items);
        output.Write(",\"total_count\":"u8);
        WriteNumber(output, total);
        output.Write("}"u8);
    });

    /// <summary>A number of users.</summary>
    public static ClerkAnswer Count(long total) => Ok((output, _) =>
    {
        output.Write("{\"object\":\"total_count\",\"total_count\":"u8);
        WriteNumber(output, total);
        output.Write("}"u8);
    });

    /// <summary>An error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="retryAfter">Of one that passes: after how many seconds.</param>
    public static ClerkAnswer Of(ClerkError error, int retryAfter = 1) =>
        new(error.Status, (output, trace) => WriteError(output, error, trace), retryAfter);

    public static implicit operator ClerkAnswer(ClerkError error) => Of(error);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        // To the letter: with a charset Clerk's SDKs take the body for text.
        response.ContentType = "application/json";
        // Metadata of a back end is nobody else's business, and may change at any moment.
        response.Headers.CacheControl = "no-store";
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
        write(response.BodyWriter, ClerkTrace.Begin(response));
        await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    private static ClerkAnswer Ok(Action<IBufferWriter<byte>, string> write) => new(StatusCodes.Status200OK, write);

    private static void WriteList(IBufferWriter<byte> output, IReadOnlyList<RawJson> items)
    {
        output.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            output.Write(items[i].Bytes.Span);
        }
        output.Write("]"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        var space = output.GetSpan(20);
        number.TryFormat(space, out var length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static void WriteError(IBufferWriter<byte> output, ClerkError error, string trace)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("errors"u8);
        json.WriteStartObject();
        json.WriteString("message"u8, error.Message);
        json.WriteString("long_message"u8, error.LongMessage);
        json.WriteString("code"u8, error.Code);
        if (error.Parameter is { } parameter)
        {
            json.WriteStartObject("meta"u8);
            json.WriteString("param_name"u8, parameter);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("clerk_trace_id"u8, trace);
        json.WriteEndObject();
    }
}
