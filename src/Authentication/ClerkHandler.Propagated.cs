using Identity.Authentication.Propagation;
using Identity.Authentication.Unavailability;
using Microsoft.AspNetCore.Authentication;

namespace Identity.Authentication;

internal sealed partial class ClerkHandler
{
    // A service that is believed may speak for the users of the instance that both know, and of no other.
    private PropagatedCaller? PropagatedCaller() =>
        Context.Features.Get<PropagatedCaller>() is { } caller && caller.Claims.Issuer == Options.Issuer ? caller : null;

    // The service vouches for who it is. Whether they may pass is decided here, as it is now.
    private async Task<AuthenticateResult> DecideAsync(PropagatedCaller caller, long started)
    {
        const string Source = Propagation.PropagatedCaller.Source;
        try
        {
            return await JudgeAsync(caller.Claims, caller.KeyId, Source, started);
        }
        catch (IdentityUnavailableException exception)
        {
            NoteUnavailable(exception, Source, started);
            throw;
        }
    }
}
