namespace Identity.Authentication.Policies;

/// <summary>A recent proof of who they are.</summary>
internal sealed class RecentVerificationRequirement(Reverification reverification) : CallerRequirement
{
    public Reverification Reverification => reverification;

    public override bool IsMetBy(CurrentUser user) => user.IsVerified(reverification);

    public override string ToString() => $"Verification: {reverification.Level} within {reverification.MaxAge}";
}
