using Identity.Clerk.Api;
using Identity.Ingest.Writes;
using Identity.WebFront.ReadApi.Answers;

namespace Identity.WebFront.ReadApi.Writes;

/// <summary>Every write under <c>/v1</c>, of paths that are read here and of those that aren't.</summary>
internal static class WriteEndpoint
{
    public static async Task<IResult> ForwardAsync(HttpContext context, WriteForwarder forwarder)
    {
        var (write, fault) = await WriteReader.ReadAsync(context);
        if (write is null) return ClerkAnswer.Of(fault!);
        var forwarded = await forwarder.ForwardAsync(write, context.RequestAborted);
        return forwarded switch
        {
            { Answer: { } answer } => new WriteAnswer(answer),
            { Wait: { } wait } => ClerkAnswer.Of(ClerkError.TooManyRequests, (int)Math.Ceiling(wait.TotalSeconds)),
            { Failure: BackendApiWriteFailure.Unreachable } => ClerkAnswer.Of(ClerkError.Unreachable),
            { Failure: BackendApiWriteFailure.TimedOut } => ClerkAnswer.Of(ClerkError.TimedOut),
            _ => ClerkAnswer.Of(ClerkError.BrokenOff),
        };
    }
}
