using System.Security.Cryptography;
using Identity.Grains.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Identity.Authentication.Propagation;

/// <summary>Says in each request who calls: who sent the request that is being answered.</summary>
internal sealed class IdentityPropagationHandler(
    string client,
    IHttpContextAccessor accessor,
    IOptionsMonitor<OutgoingIdentityOptions> outgoing,
    IOptions<PropagationOptions> options,
    IOptionsMonitor<ClerkOptions> schemes,
    TimeProvider clock) : DelegatingHandler
{
    private const int IdLength = 16;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Whoever copies headers from one request to another must not pass on what somebody else said.
        request.Headers.Remove(PropagationHeader.Name);
        if (AssertionOf(request) is { } assertion)
        {
            var key = outgoing.Get(client).SigningKey ?? options.Value.SigningKey
                ?? throw new InvalidOperationException($"{PropagationOptions.Section}:SigningKey is missing.");
            request.Headers.TryAddWithoutValidation(PropagationHeader.Name, CallerAssertionText.Write(assertion, key));
        }

        return base.SendAsync(request, cancellationToken);
    }

    private CallerAssertion? AssertionOf(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(CallerOverride.Key, out var given))
            return given.Caller is { } other ? AssertionOf(request, other, IssuerOf()) : null;
        if (accessor.HttpContext?.GetCurrentUser() is not { } user) return null;
        var claims = user.Claims;
        return AssertionOf(request, user.ToCallerIdentity(), claims.Issuer) with
        {
            ActorId = user.ActorId,
            TokenIssuedAt = claims.IssuedAt,
            FactorVerificationAge = claims.FactorVerificationAge is { } age
                ? [age.FirstFactorMinutes, age.SecondFactorMinutes]
                : null,
            Plan = claims.Plan,
            Features = claims.Features.IsDefaultOrEmpty ? null : string.Join(',', claims.Features),
        };
    }

    private CallerAssertion AssertionOf(HttpRequestMessage request, CallerIdentity caller, string issuer) => new()
    {
        Audience = outgoing.Get(client).Audience ?? request.RequestUri!.Authority,
        SignedAt = clock.GetUtcNow().ToUnixTimeSeconds(),
        Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength)),
        Method = request.Method.Method,
        TargetHash = CallerAssertionText.HashOf(request.RequestUri!.PathAndQuery),
        Issuer = issuer,
        UserId = caller.UserId.Value,
        SessionId = caller.SessionId.Value,
        OrganizationId = caller.OrganizationId?.Value,
    };

    private string IssuerOf() => schemes.Get(ClerkDefaults.AuthenticationScheme).Issuer
        ?? throw new InvalidOperationException("The scheme has no issuer, so it isn't known whose user this is.");
}
