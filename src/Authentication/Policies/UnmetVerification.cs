using Microsoft.AspNetCore.Authorization;

namespace Identity.Authentication.Policies;

/// <summary>Remembers, for the answer, that a caller's proof was too old.</summary>
internal sealed class UnmetVerification(AuthorizationHandlerContext evaluation)
{
    /// <summary>
    /// What would let the caller in; null when there are other reasons to keep them out, so that a new proof wouldn't help.
    /// </summary>
    public Reverification? Remedy()
    {
        if (evaluation.HasFailed) return null;
        Reverification? strictest = null;
        foreach (var pending in evaluation.PendingRequirements)
        {
            if (pending is not RecentVerificationRequirement { Reverification: var wanted }) return null;
            strictest = strictest is null ? wanted : Both(strictest, wanted);
        }

        return strictest;
    }

    private static Reverification Both(Reverification one, Reverification two) => new(
        (VerificationLevel)Math.Max((int)one.Level, (int)two.Level), one.MaxAge < two.MaxAge ? one.MaxAge : two.MaxAge);
}
