namespace Identity.Clerk.Resources;

/// <summary>What the name of an event's type says.</summary>
/// <param name="Subject">What it is about; <see cref="EventSubject.None"/> for a type that isn't handled.</param>
/// <param name="Kind">Which resource; only if the subject is one that is kept by itself.</param>
/// <param name="Change">What happened.</param>
/// <remarks>
/// Sessions, invitations, waitlist entries and all of billing say in the data how they are, so whatever happened to one
/// is a snapshot, also if Clerk adds a type. For the others only the types that are known are snapshots or deletions.
/// </remarks>
internal readonly record struct EventType(EventSubject Subject, ResourceKind Kind, EventChange Change)
{
    public bool IsCreation => Change == EventChange.Created;

    public bool IsDeletion => Change == EventChange.Deleted;

    /// <summary>Reads a type such as <c>user.created</c>.</summary>
    public static EventType Parse(ReadOnlySpan<char> type)
    {
        var dot = type.IndexOf('.');
        if (dot < 0) return default;
        var change = type[(dot + 1)..] switch
        {
            "created" => EventChange.Created,
            "updated" => EventChange.Updated,
            "deleted" => EventChange.Deleted,
            _ => EventChange.Other,
        };
        return type[..dot] switch
        {
            "user" => Known(EventSubject.User, change),
            "organization" => Known(EventSubject.Organization, change),
            "organizationMembership" => Known(EventSubject.OrganizationMembership, change),
            "role" => Known(EventSubject.Role, change),
            "permission" => Known(EventSubject.Permission, change),
            "organizationDomain" => Known(EventSubject.Resource, change, ResourceKind.OrganizationDomain),
            "session" => new(EventSubject.Session, default, change),
            "organizationInvitation" => Any(ResourceKind.OrganizationInvitation, change),
            "waitlistEntry" => Any(ResourceKind.WaitlistEntry, change),
            "subscription" => Any(ResourceKind.Subscription, change),
            "subscriptionItem" => Any(ResourceKind.SubscriptionItem, change),
            "paymentAttempt" => Any(ResourceKind.PaymentAttempt, change),
            _ => default,
        };
    }

    private static EventType Known(EventSubject subject, EventChange change, ResourceKind kind = default) =>
        change == EventChange.Other ? default : new(subject, kind, change);

    private static EventType Any(ResourceKind kind, EventChange change) => new(EventSubject.Resource, kind, change);
}
