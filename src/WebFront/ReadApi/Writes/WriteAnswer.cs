using Identity.Clerk.Api;
using Identity.WebFront.ReadApi.Answers;

namespace Identity.WebFront.ReadApi.Writes;

/// <summary>What Clerk answered, as it answered it.</summary>
internal sealed class WriteAnswer(BackendApiAnswer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers.RetryAfter = answer.RetryAfter;
        response.Headers[ClerkTrace.Header] = answer.TraceId;
        response.Headers.CacheControl = "no-store";
        if (answer.Body.Length == 0) return;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
