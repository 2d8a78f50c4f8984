using Identity.Authentication;
using Identity.Authentication.Unavailability;
using Identity.Ingest.Webhooks;
using Identity.WebFront.ForwardAuth.Assertions;
using Identity.WebFront.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Identity.WebFront.ForwardAuth;

/// <summary>Answers a proxy that asks whether the request it holds may pass, and as whose.</summary>
/// <remarks>
/// Whatever is wrong, the answer is none that a proxy takes for a yes: 401 and 403 are about the caller, 400 and 503
/// about the proxy and us.
/// </remarks>
internal sealed class ForwardAuthHandler(
    IOptions<ForwardAuthOptions> options,
    AssertionIssuer assertions,
    ForwardAuthMetrics metrics,
    ProxyWarnings warnings,
    UserTraffic users)
{
    private const string OriginalMissing =
        "It must say the original request's method, URI, host and scheme, each once, and have a query of its own.";

    private readonly TrustedNetworks _proxies = new(options.Value.TrustedNetworks);
    private readonly Requirements _requirements = new();

    public Task AnswerAsync(HttpContext context, ProxyProtocol protocol)
    {
        users.Note();

        // Who calls, and what they may, can change at any moment.
        context.Response.Headers.CacheControl = "no-store";
        var peer = Peer.AddressOf(context);
        if (!_proxies.Contain(peer))
        {
            warnings.Untrusted(peer);
            return RefuseAsync(context, ForwardAuthMetrics.Untrusted, ForwardAuthProblem.Untrusted());
        }

        // A trusted proxy's word counts here, whoever else read it before.
        if (context.Features.Get<AsItCame>() is { ForwardedProto.Count: > 0 } asItCame)
            context.Request.Headers[OriginalHeaders.ForwardedProto] = asItCame.ForwardedProto;
        if (protocol.Original(context.Request) is not { } original) return RefuseMalformedAsync(context, OriginalMissing);
        return _requirements.Read(protocol.Options(context.Request), out var error) is { } requirement
            ? JudgeAsync(context, original, requirement)
            : RefuseMalformedAsync(context, error!);
    }

    private async Task JudgeAsync(HttpContext context, OriginalRequest original, Requirement requirement)
    {
        var user = await AuthenticateAsync(context, original);
        if (user is null && !requirement.Optional)
        {
            metrics.Answered(ForwardAuthMetrics.Unauthenticated);
            await context.ChallengeAsync(ClerkDefaults.AuthenticationScheme);
        }
        else if (user is null)
        {
            metrics.Answered(ForwardAuthMetrics.Anonymous);
            IdentityHeaders.WriteAnonymous(context.Response.Headers);
            context.Response.ContentLength = 0;
        }
        else if (!requirement.IsMetBy(user.Organization))
        {
            metrics.Answered(ForwardAuthMetrics.Forbidden);
            await context.ForbidAsync(ClerkDefaults.AuthenticationScheme);
        }
        else
        {
            await AllowAsync(context, Caller.Of(user), requirement.Audience);
        }
    }

    // A refused token is nobody's, as on every endpoint that is open to all.
    private async ValueTask<CurrentUser?> AuthenticateAsync(HttpContext context, OriginalRequest original)
    {
        try
        {
            using var scope = new OriginalRequestScope(context, original);
            var result = await context.AuthenticateAsync(ClerkDefaults.AuthenticationScheme);
            if (!result.Succeeded) return null;
            context.User = result.Principal;
            return context.GetCurrentUser();
        }
        catch (IdentityUnavailableException)
        {
            metrics.Answered(ForwardAuthMetrics.Unavailable);
            throw;
        }
    }

    private Task AllowAsync(HttpContext context, in Caller caller, string? audience)
    {
        if (assertions.Issue(caller, audience) is not { } signed)
            return RefuseAsync(context, ForwardAuthMetrics.Unavailable, ForwardAuthProblem.Unavailable(context));
        metrics.Answered(ForwardAuthMetrics.Allowed);
        IdentityHeaders.Write(context.Response.Headers, caller, signed.Permissions, signed.Assertion);
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private Task RefuseMalformedAsync(HttpContext context, string why)
    {
        warnings.Malformed(why);
        return RefuseAsync(context, ForwardAuthMetrics.Malformed, ForwardAuthProblem.Malformed(why));
    }

    private Task RefuseAsync(HttpContext context, string outcome, IResult problem)
    {
        metrics.Answered(outcome);
        return problem.ExecuteAsync(context);
    }
}
