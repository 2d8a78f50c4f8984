using System.Text;
using Identity.Authentication.Events;
using Identity.Authentication.Problems;
using Identity.Authentication.Rejections;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Identity.Authentication;

internal sealed partial class ClerkHandler
{
    private const string Anonymous = "unauthenticated";
    private const string InvalidToken = "invalid_token";
    private const string ReasonMember = "reason";
    private const string Refused = "The credentials were refused.";

    // An API is never answered with a redirect: RFC 6750, section 3.
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Not the safe variant: when it isn't known who calls, 401 would be a lie.
        var failure = (await HandleAuthenticateOnceAsync()).Failure;
        var context = new ClerkChallengeContext(Context, Scheme, Options, properties)
        {
            AuthenticateFailure = failure,
            Error = failure is null ? null : InvalidToken,
            ErrorDescription = DescriptionOf(failure),
        };
        await Events.Challenge(context);
        if (context.Handled || Response.HasStarted) return;

        Response.Headers.Append(HeaderNames.WWWAuthenticate, ChallengeOf(context));
        var problem = context.Error is null ? Problem.Unauthenticated : Problem.InvalidToken;
        var reason = context.AuthenticateFailure as RejectionException;
        await problem.WriteAsync(
            Context,
            context.ErrorDescription ?? Anonymous,
            reason is null ? null : new(ReasonMember, reason.Reason),
            Context.RequestAborted);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var context = new ForbiddenContext(Context, Scheme, Options, properties);
        await Events.Forbidden(context);
        if (context.Handled || Response.HasStarted) return;
        await Problem.Forbidden.WriteAsync(Context, detail: null, Context.RequestAborted);
    }

    // The message of an exception that isn't a refusal may say anything about our insides.
    private static string? DescriptionOf(Exception? failure) => failure switch
    {
        null => null,
        AuthenticationFailureException refusal => refusal.Message,
        _ => Refused,
    };

    private static string ChallengeOf(ClerkChallengeContext context)
    {
        if (context.Error is null) return "Bearer";
        var challenge = new StringBuilder("Bearer error=\"");
        AppendQuotable(challenge, context.Error);
        if (context.ErrorDescription is { } description)
            AppendQuotable(challenge.Append("\", error_description=\""), description);
        return challenge.Append('"').ToString();
    }

    // RFC 6750, section 3: %x20-21 / %x23-5B / %x5D-7E. An application's own text may hold more.
    private static void AppendQuotable(StringBuilder to, string text)
    {
        foreach (var c in text) to.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? c : ' ');
    }
}
