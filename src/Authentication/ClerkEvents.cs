using Identity.Authentication.Events;

namespace Identity.Authentication;

/// <summary>What an application can add to the Clerk scheme. A hook that isn't set costs nothing.</summary>
/// <remarks>
/// None of them is asked when it can't be known who calls: then the request fails with
/// <see cref="Unavailability.IdentityUnavailableException"/>, whatever the application thinks of the caller.
/// </remarks>
public class ClerkEvents
{
    private readonly bool _derived;

    public ClerkEvents() => _derived = GetType() != typeof(ClerkEvents);

    /// <summary>Before credentials are looked for. It may give a token, or decide the result.</summary>
    public Func<MessageReceivedContext, Task>? OnMessageReceived { get; set; }

    /// <summary>A token's signature and claims are good; the user hasn't been asked for. It may refuse.</summary>
    public Func<TokenValidatedContext, Task>? OnTokenValidated { get; set; }

    /// <summary>The caller is known and may pass. It may refuse, or change the principal.</summary>
    public Func<UserResolvedContext, Task>? OnUserResolved { get; set; }

    /// <summary>Credentials were refused. It may decide otherwise.</summary>
    public Func<AuthenticationFailedContext, Task>? OnAuthenticationFailed { get; set; }

    /// <summary>Before a 401 is written. It may write another answer.</summary>
    public Func<ClerkChallengeContext, Task>? OnChallenge { get; set; }

    /// <summary>Before a 403 is written. It may write another answer.</summary>
    public Func<ForbiddenContext, Task>? OnForbidden { get; set; }

    // A subclass may override any of them; one that is neither overridden nor set isn't worth a context.
    internal bool WantsMessageReceived => _derived || OnMessageReceived is not null;

    internal bool WantsTokenValidated => _derived || OnTokenValidated is not null;

    internal bool WantsUserResolved => _derived || OnUserResolved is not null;

    internal bool WantsAuthenticationFailed => _derived || OnAuthenticationFailed is not null;

    /// <summary>Runs <see cref="OnMessageReceived"/>.</summary>
    public virtual Task MessageReceived(MessageReceivedContext context) =>
        OnMessageReceived?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Runs <see cref="OnTokenValidated"/>.</summary>
    public virtual Task TokenValidated(TokenValidatedContext context) =>
        OnTokenValidated?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Runs <see cref="OnUserResolved"/>.</summary>
    public virtual Task UserResolved(UserResolvedContext context) =>
        OnUserResolved?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Runs <see cref="OnAuthenticationFailed"/>.</summary>
    public virtual Task AuthenticationFailed(AuthenticationFailedContext context) =>
        OnAuthenticationFailed?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Runs <see cref="OnChallenge"/>.</summary>
    public virtual Task Challenge(ClerkChallengeContext context) =>
        OnChallenge?.Invoke(context) ?? Task.CompletedTask;

    /// <summary>Runs <see cref="OnForbidden"/>.</summary>
    public virtual Task Forbidden(ForbiddenContext context) =>
        OnForbidden?.Invoke(context) ?? Task.CompletedTask;
}
