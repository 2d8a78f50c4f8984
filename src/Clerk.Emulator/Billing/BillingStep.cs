namespace Identity.Clerk.Emulator.Billing;

/// <summary>Something that happens to a subscription.</summary>
/// <param name="Name">As a caller says it.</param>
/// <param name="Change">What it changes at a moment, in Unix milliseconds.</param>
/// <param name="SubscriptionEvent">Clerk's name of the event that tells of the subscription, if one does.</param>
/// <param name="ItemEvent">Clerk's name of the event that tells of its item.</param>
internal sealed record BillingStep(
    string Name, Func<Subscription, long, Subscription> Change, string? SubscriptionEvent, string ItemEvent)
{
    public static readonly IReadOnlyList<BillingStep> All =
    [
        new("cancel",
            (subscription, now) => subscription with { ItemStatus = Subscription.Canceled, CanceledAt = now },
            "subscription.updated",
            "subscriptionItem.canceled"),
        new("past-due",
            (subscription, now) => subscription with
            {
                Status = Subscription.PastDue,
                ItemStatus = Subscription.PastDue,
                PastDueAt = now,
            },
            "subscription.pastDue",
            "subscriptionItem.pastDue"),
        new("pay",
            (subscription, _) => subscription with
            {
                Status = Subscription.Active,
                ItemStatus = Subscription.Active,
                IsFreeTrial = false,
                PastDueAt = null,
            },
            "subscription.active",
            "subscriptionItem.active"),
        new("update",
            (subscription, _) => subscription with { Seats = subscription.Seats + 1 },
            "subscription.updated",
            "subscriptionItem.updated"),
        new("end",
            (subscription, now) => subscription with
            {
                Status = Subscription.Ended,
                ItemStatus = Subscription.Ended,
                EndedAt = now,
            },
            "subscription.updated",
            "subscriptionItem.ended"),
        new("trial-ending",
            (subscription, _) => subscription with { IsFreeTrial = true },
            SubscriptionEvent: null,
            "subscriptionItem.freeTrialEnding"),
        Only("abandon", "abandoned"),
        Only("incomplete", "incomplete"),
        Only("upcoming", "upcoming"),
    ];

    public static readonly string Names = string.Join(", ", All.Select(step => step.Name));

    /// <summary>A step that shows in the item alone.</summary>
    private static BillingStep Only(string name, string status) => new(
        name,
        (subscription, _) => subscription with { ItemStatus = status },
        SubscriptionEvent: null,
        $"subscriptionItem.{status}");
}
