using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Hosting;

namespace Identity.Clerk.Emulator.BackendApi;

/// <summary>Answers in the manner of Clerk's Backend API.</summary>
internal static class BackendApiAnswer
{
    private const string TraceHeader = "x-clerk-trace-id";
    private const int TraceBytes = 16;

    public static Task WriteAsync(HttpContext context, BackendApiError error)
    {
        var trace = NewTrace();
        var one = new JsonObject
        {
            ["message"] = error.Message,
            ["long_message"] = error.LongMessage,
            ["code"] = error.Code,
        };
        if (error.Parameter is { } parameter)
            one["meta"] = new JsonObject { ["param_name"] = parameter };
        var body = new JsonObject { ["errors"] = new JsonArray(one), ["clerk_trace_id"] = trace };
        return WriteAsync(context, error.Status, trace, body.ToJsonString());
    }

    /// <summary>A page with the length of the whole list.</summary>
    public static Task WriteAsync(HttpContext context, JsonArray data, int totalCount) =>
        WriteAsync(context, new JsonObject { ["data"] = data, ["total_count"] = totalCount });

    public static Task WriteAsync(HttpContext context, JsonNode body) => WriteAsync(context, body.ToJsonString());

    public static Task WriteAsync(HttpContext context, string body) =>
        WriteAsync(context, StatusCodes.Status200OK, NewTrace(), body);

    // Clerk's SDKs take a body for text when its content type has a charset.
    private static Task WriteAsync(HttpContext context, int status, string trace, string body)
    {
        context.Response.Headers[TraceHeader] = trace;
        return Answers.WriteAsync(context, status, "application/json", body);
    }

    private static string NewTrace() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TraceBytes));
}
