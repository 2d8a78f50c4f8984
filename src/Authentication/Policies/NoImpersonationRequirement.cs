namespace Identity.Authentication.Policies;

/// <summary>The user themselves, and nobody who acts as them.</summary>
internal sealed class NoImpersonationRequirement : CallerRequirement
{
    public override bool IsMetBy(CurrentUser user) => !user.IsImpersonated;

    public override string ToString() => "No impersonation";
}
