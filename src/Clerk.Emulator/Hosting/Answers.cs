using System.Text;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Instances;
using Microsoft.AspNetCore.WebUtilities;

namespace Identity.Clerk.Emulator.Hosting;

/// <summary>The forms of answers that are not Clerk's.</summary>
internal static class Answers
{
    public static Task JsonAsync(HttpContext context, int status, JsonNode body) =>
        WriteAsync(context, status, "application/json; charset=utf-8", body.ToJsonString());

    public static Task TextAsync(HttpContext context, string text) =>
        WriteAsync(context, StatusCodes.Status200OK, "text/plain; charset=utf-8", text);

    public static Task ProblemAsync(HttpContext context, Rejection rejection) =>
        WriteAsync(context, rejection.Status, "application/problem+json", new JsonObject
        {
            ["type"] = $"urn:clerk-emulator:{rejection.Code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(rejection.Status),
            ["status"] = rejection.Status,
            ["detail"] = rejection.Detail,
        }.ToJsonString());

    /// <summary>The content type goes out exactly as given.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
