namespace Identity.WebFront.ForwardAuth.Assertions;

/// <summary>What was signed of a caller, for as long as it may be said again.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Permissions">Their permissions, as the header has them.</param>
/// <param name="Assertion">The assertion.</param>
/// <param name="FreshUntil">Until when it may be given to further requests, unix seconds.</param>
internal sealed record SignedIdentity(Caller Caller, string Permissions, string Assertion, long FreshUntil)
{
    /// <summary>Whether it still says what is to be said now.</summary>
    public bool Says(in Caller caller, long now) =>
        now < FreshUntil
        && Caller.UserId == caller.UserId
        && Caller.SessionId == caller.SessionId
        && string.Equals(Caller.ActorId, caller.ActorId, StringComparison.Ordinal)
        && SaysOfOrganization(caller);

    // By what it is and not by a version: a role's permissions change without a change of the user.
    private bool SaysOfOrganization(in Caller caller)
    {
        if (Caller.Organization is not { } then || caller.Organization is not { } now)
            return Caller.Organization is null && caller.Organization is null;
        return then.Id == now.Id
            && string.Equals(then.Role, now.Role, StringComparison.Ordinal)
            && string.Equals(then.Slug, now.Slug, StringComparison.Ordinal)
            && (then.Permissions == now.Permissions || then.Permissions.SequenceEqual(now.Permissions));
    }
}
