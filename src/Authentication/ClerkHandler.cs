using System.Text.Encodings.Web;
using Identity.Authentication.Callers;
using Identity.Authentication.Credentials;
using Identity.Authentication.Events;
using Identity.Authentication.Metrics;
using Identity.Authentication.Rejections;
using Identity.Authentication.Unavailability;
using Identity.Clerk.Tokens;
using Identity.Grains.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Identity.Authentication;

/// <summary>Verifies a session token, asks the user's grain, and says who calls.</summary>
/// <remarks>
/// It runs on every request. Everything completes synchronously when the keys are at hand and the grain answers at
/// once; then no state machine leaves the stack.
/// </remarks>
internal sealed partial class ClerkHandler(
    IOptionsMonitor<ClerkOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IGrainFactory grains,
    ClerkMetrics metrics,
    IUserDiscovery? discovery = null)
    : AuthenticationHandler<ClerkOptions>(options, logger, encoder)
{
    private const string RejectedByApplication = "application";

    private static readonly Task<AuthenticateResult> NoResult = Task.FromResult(AuthenticateResult.NoResult());

    private new ClerkEvents Events => (ClerkEvents)base.Events!;

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new ClerkEvents());

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (IsPreflight()) return NoResult;
        var started = metrics.Start(TimeProvider);
        return Events.WantsMessageReceived ? ReceiveAsync(started) : AuthenticateAsync(ReadCredentials(), started);
    }

    // A preflight asks what another request may do and carries no credentials (Fetch, 4.8); whatever it brings isn't
    // looked at, also where the application answers it late.
    private bool IsPreflight() =>
        HttpMethods.IsOptions(Request.Method) && Request.Headers.AccessControlRequestMethod.Count > 0;

    private RequestCredentials ReadCredentials() =>
        CredentialReader.Read(Request, Options.Credentials!, TimeProvider);

    private async Task<AuthenticateResult> ReceiveAsync(long started)
    {
        var context = new MessageReceivedContext(Context, Scheme, Options);
        await Events.MessageReceived(context);
        if (context.Result is { } result) return Decided(result, CredentialSource.Event, started);
        var credentials = string.IsNullOrEmpty(context.Token)
            ? ReadCredentials()
            : new RequestCredentials(context.Token.AsMemory(), CredentialSource.Event, null);
        return await AuthenticateAsync(credentials, started);
    }

    private Task<AuthenticateResult> AuthenticateAsync(RequestCredentials credentials, long started)
    {
        if (!credentials.IsEmpty) return DecideAsync(credentials, started);
        metrics.Record(started, TimeProvider, AuthenticationOutcome.Anonymous, source: null);
        return NoResult;
    }

    private async Task<AuthenticateResult> DecideAsync(RequestCredentials credentials, long started)
    {
        var source = credentials.Source!;
        if (credentials.Rejection is { } unread) return await RefuseAsync(unread, source, started);
        try
        {
            var verification = await VerifyAsync(credentials.Token);
            if (!verification.IsAccepted)
                return await RefuseAsync(TokenRejections.Of(verification.Rejection), source, started);
            var claims = verification.Claims;
            if (CredentialRejections.Judge(credentials, claims) is { } stale)
                return await RefuseAsync(stale, source, started);
            if (Events.WantsTokenValidated && await ValidatedAsync(claims) is { } result)
                return Decided(result, source, started);
            if (Admission.Judge(claims) is { } early) return await RefuseAsync(early, source, started);

            var resolution = await ResolveOrDiscoverAsync(claims);
            return Admission.Judge(resolution, Options) is { } rejection
                ? await RefuseAsync(rejection, source, started)
                : await AdmitAsync(new CurrentUser(claims, resolution!), source, started);
        }
        catch (IdentityUnavailableException exception)
        {
            metrics.Unavailable(exception.Reason);
            metrics.Record(started, TimeProvider, AuthenticationOutcome.Unavailable, source);
            var cause = exception.InnerException;
            Logger.LogIdentityUnavailable(exception.Reason, cause?.GetType().Name ?? "configuration");
            if (cause is not null) Logger.LogIdentityUnavailableCause(cause);
            throw;
        }
    }

    private async ValueTask<AuthenticateResult> AdmitAsync(CurrentUser user, string source, long started)
    {
        var principal = CallerPrincipal.Create(user, Scheme.Name);
        AuthenticationProperties? properties = null;
        if (Events.WantsUserResolved)
        {
            var context = new UserResolvedContext(Context, Scheme, Options, user) { Principal = principal };
            await Events.UserResolved(context);
            if (context.Result is { } result) return Decided(result, source, started);
            principal = context.Principal ?? principal;
            properties = context.Properties;
        }

        Context.Features.Set(user);
        metrics.Record(started, TimeProvider, AuthenticationOutcome.Authenticated, source);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, properties, Scheme.Name));
    }

    private async ValueTask<AuthenticateResult> RefuseAsync(Rejection rejection, string source, long started)
    {
        if (Events.WantsAuthenticationFailed)
        {
            var context = new AuthenticationFailedContext(
                Context, Scheme, Options, rejection.Reason, rejection.Message);
            await Events.AuthenticationFailed(context);
            if (context.Result is { } result) return Decided(result, source, started);
        }

        Logger.LogCredentialsRefused(rejection.Reason);
        metrics.Reject(rejection.Reason);
        metrics.Record(started, TimeProvider, rejection.Outcome, source);
        return rejection.Result;
    }

    private async ValueTask<AuthenticateResult?> ValidatedAsync(SessionClaims claims)
    {
        var context = new TokenValidatedContext(Context, Scheme, Options, claims);
        await Events.TokenValidated(context);
        return context.Result;
    }

    // The application decided; it is only counted.
    private AuthenticateResult Decided(AuthenticateResult result, string source, long started)
    {
        if (result.None)
        {
            metrics.Record(started, TimeProvider, AuthenticationOutcome.Anonymous, source: null);
            return result;
        }

        if (!result.Succeeded) metrics.Reject(RejectedByApplication);
        var outcome = result.Succeeded ? AuthenticationOutcome.Authenticated : AuthenticationOutcome.Invalid;
        metrics.Record(started, TimeProvider, outcome, source);
        return result;
    }
}
