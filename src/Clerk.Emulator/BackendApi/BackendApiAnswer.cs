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
        return WriteAsync(context, error.Status, trace, new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject
            {
                ["message"] = error.Message,
                ["long_message"] = error.LongMessage,
                ["code"] = error.Code,
            }),
            ["clerk_trace_id"] = trace,
        }.ToJsonString());
    }

    public static Task WriteAsync(HttpContext context, JsonObject body) => WriteAsync(context, body.ToJsonString());

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
