using Microsoft.AspNetCore.Authorization;

namespace Identity.Authentication.Policies;

/// <summary>What a policy asks of the caller, as the cluster knows them now. Nobody else meets it.</summary>
internal abstract class CallerRequirement : IAuthorizationRequirement
{
    public abstract bool IsMetBy(CurrentUser user);
}
