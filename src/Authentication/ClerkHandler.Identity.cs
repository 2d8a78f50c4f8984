using Identity.Authentication.Callers;
using Identity.Authentication.Unavailability;
using Identity.Clerk.Identifiers;
using Identity.Clerk.Tokens;
using Identity.Grains.Callers;
using Identity.Grains.Users;

namespace Identity.Authentication;

internal sealed partial class ClerkHandler
{
    private async ValueTask<TokenVerification> VerifyAsync(ReadOnlyMemory<char> token)
    {
        if (Options.Verifier is not { } verifier)
            throw new IdentityUnavailableException(IdentityUnavailableReason.SigningKeys);
        try
        {
            return await verifier.VerifyAsync(token, Context.RequestAborted);
        }
        catch (SigningKeysUnavailableException exception)
        {
            throw new IdentityUnavailableException(IdentityUnavailableReason.SigningKeys, exception);
        }
    }

    private async ValueTask<CallerResolution?> ResolveOrDiscoverAsync(SessionClaims claims)
    {
        var resolution = await ResolveAsync(claims);
        if (resolution?.Denial != CallerDenial.UserUnknown || discovery is null) return resolution;
        return await DiscoverAsync(claims.Subject) switch
        {
            UserDiscovery.Known => await ResolveAsync(claims),
            UserDiscovery.Unavailable when Options.UnknownUser == UnknownUserPolicy.Refuse =>
                throw new IdentityUnavailableException(IdentityUnavailableReason.BackendApi),
            _ => resolution,
        };
    }

    private async ValueTask<UserDiscovery> DiscoverAsync(UserId id)
    {
        try
        {
            return await discovery!.DiscoverAsync(id, Context.RequestAborted);
        }
        catch (Exception exception) when (!Context.RequestAborted.IsCancellationRequested)
        {
            throw new IdentityUnavailableException(IdentityUnavailableReason.BackendApi, exception);
        }
    }

    private async ValueTask<CallerResolution?> ResolveAsync(SessionClaims claims)
    {
        try
        {
            var started = metrics.StartResolve(TimeProvider);
            var answer = resolver.AskAsync(claims);
            var atOnce = answer.IsCompleted;
            var resolution = atOnce
                ? await answer
                : await answer.AsTask().WithinAsync(Options.ResolveTimeout, TimeProvider, Context.RequestAborted);
            metrics.Resolved(started, TimeProvider, atOnce);
            return resolution;
        }
        catch (TimeoutException exception)
        {
            throw new IdentityUnavailableException(IdentityUnavailableReason.Timeout, exception);
        }
        catch (Exception exception) when (!Context.RequestAborted.IsCancellationRequested)
        {
            // Whatever a grain, its storage or the engine throws: who calls isn't known, and anonymous would be wrong.
            throw new IdentityUnavailableException(IdentityUnavailableReason.UserGrain, exception);
        }
    }
}
