namespace Identity.Clerk.Resources;

/// <summary>The kinds of resources that are kept by themselves. The numbers are stored.</summary>
public enum ResourceKind
{
    OrganizationInvitation = 1,
    OrganizationDomain = 2,
    WaitlistEntry = 3,
    Subscription = 4,
    SubscriptionItem = 5,
    PaymentAttempt = 6,
}
