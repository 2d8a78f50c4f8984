using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Identity.Authentication.Propagation;

/// <summary>Takes out of a request what it says about its caller, and keeps it if it is believed.</summary>
internal sealed class PropagatedCallerMiddleware(
    RequestDelegate next,
    CallerAssertionVerifier verifier,
    PropagationMetrics metrics,
    TimeProvider clock,
    ILogger<PropagatedCallerMiddleware> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private long _quietUntil;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Remove(PropagationHeader.Name, out var values))
        {
            var rejection = PropagationRejection.Malformed;
            PropagatedCaller? caller = null;
            if (values is [{ } text])
                rejection = verifier.Verify(text, context.Request.Method, TargetOf(context), out caller);
            if (caller is not null) context.Features.Set(caller);
            else Note(rejection);
        }

        return next(context);
    }

    // As it came: what a router or a rewriter makes of the path isn't what was signed.
    private static string TargetOf(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>() is { RawTarget: { Length: > 0 } target }
            ? target
            : context.Request.GetEncodedPathAndQuery();

    private void Note(PropagationRejection rejection)
    {
        metrics.Reject(rejection);

        // Anybody can send anything. With the signature of one of ours, something is wrong among ourselves.
        if (rejection is PropagationRejection.Malformed or PropagationRejection.UnknownKey or PropagationRejection.BadSignature)
            logger.LogUnsignedCaller(rejection);
        else if (rejection == PropagationRejection.TooMany)
            NoteTooMany();
        else
            logger.LogCallerNotBelieved(rejection);
    }

    // There is one for every call then, and thousands a second.
    private void NoteTooMany()
    {
        var now = clock.GetUtcNow().Ticks;
        var until = Volatile.Read(ref _quietUntil);
        if (now >= until && Interlocked.CompareExchange(ref _quietUntil, now + Pause.Ticks, until) == until)
            logger.LogTooManyCallers();
    }
}
