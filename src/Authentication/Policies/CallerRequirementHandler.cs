using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Identity.Authentication.Policies;

/// <summary>Asks the caller, wherever a policy is evaluated: for an endpoint, a hub or by the application itself.</summary>
internal sealed class CallerRequirementHandler : AuthorizationHandler<CallerRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CallerRequirement requirement)
    {
        var request = context.Resource as HttpContext;
        var user = context.User.GetCurrentUser() ?? request?.GetCurrentUser();
        if (user is not null && requirement.IsMetBy(user)) context.Succeed(requirement);
        else if (user is not null && requirement is RecentVerificationRequirement)
            request?.Features.Set(new UnmetVerification(context));
        return Task.CompletedTask;
    }
}
