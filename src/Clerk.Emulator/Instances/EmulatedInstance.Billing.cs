using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Billing;

namespace Identity.Clerk.Emulator.Instances;

internal sealed partial class EmulatedInstance
{
    private static readonly Rejection UnknownSubscription =
        new(404, "unknown-subscription", "No subscription has this id.");

    /// <summary>A user or an organization takes a plan and pays for it at once.</summary>
    public Outcome<Subscription> Subscribe(BillingRequest request)
    {
        if (State.Subscriptions.Count >= Limits.Subscriptions)
            return Rejection.Full("subscriptions");
        if (request.UserId is null == request.OrganizationId is null)
            return Rejection.Invalid("A user_id or an organization_id pays.");
        var user = request.UserId is { } userId ? FindUser(userId) : null;
        if (request.UserId is not null && user is null)
            return Rejection.UnknownUser;
        var organization = request.OrganizationId is { } organizationId ? FindOrganization(organizationId) : null;
        if (request.OrganizationId is not null && organization is null)
            return Rejection.UnknownOrganization;
        if (State.Subscriptions.Values.Any(other =>
            other.Status != Subscription.Ended
            && (other.UserId, other.OrganizationId) == (user?.Id, organization?.Id)))
        {
            return Rejection.Conflict("This payer has a subscription.");
        }

        var now = Now;
        var subscription = new Subscription
        {
            Id = NewId("csub"),
            ItemId = NewId("csub_item"),
            PayerId = NewId("cpayer"),
            UserId = user?.Id,
            OrganizationId = organization?.Id,
            Plan = request.Plan,
            Amount = request.Amount,
            Seats = request.Seats,
            Status = Subscription.Active,
            ItemStatus = Subscription.Active,
            Payment = NewPayment("checkout", now) with { Status = PaymentAttempt.Paid, PaidAt = now },
            CreatedAt = now,
            UpdatedAt = now,
        };
        Keep(subscription);
        return Outcome<Subscription>.Done(
            subscription,
            Told(subscription, "subscription.created"),
            ToldItem(subscription, "subscriptionItem.created"),
            ToldPayment(subscription, "paymentAttempt.created"),
            ToldItem(subscription, "subscriptionItem.active"),
            Told(subscription, "subscription.active"));
    }

    /// <summary>Something happens to a subscription; failed and late payments are told too.</summary>
    public Outcome<Subscription> Step(string id, string name)
    {
        if (!State.Subscriptions.TryGetValue(id, out var before))
            return UnknownSubscription;
        if (BillingStep.All.FirstOrDefault(known => known.Name == name) is not { } step)
            return Rejection.Invalid($"The steps are {BillingStep.Names}.");
        if (before.Status == Subscription.Ended)
            return Rejection.Conflict("The subscription has ended.");

        var now = After(before.UpdatedAt);
        var subscription = step.Change(before, now) with { UpdatedAt = now };
        string? payment = null;
        if (subscription.Status == Subscription.PastDue && before.Status != Subscription.PastDue)
        {
            payment = "paymentAttempt.created";
            subscription = subscription with { Payment = NewPayment("recurring", now) };
        }
        else if (before.Status == Subscription.PastDue && subscription.Status == Subscription.Active)
        {
            payment = "paymentAttempt.updated";
            subscription = subscription with
            {
                Payment = before.Payment with
                {
                    Status = PaymentAttempt.Paid,
                    PaidAt = now,
                    FailedAt = null,
                    UpdatedAt = now,
                },
            };
        }

        Keep(subscription);
        var events = new List<EmulatedEvent>();
        if (payment is not null)
            events.Add(ToldPayment(subscription, payment));
        events.Add(ToldItem(subscription, step.ItemEvent));
        if (step.SubscriptionEvent is { } told)
            events.Add(Told(subscription, told));
        return Outcome<Subscription>.Done(subscription, events);
    }

    public JsonObject Resource(Subscription subscription) => Billing.Of(subscription, Payer(subscription));

    private BillingResource Billing => new(InstanceId);

    private PaymentAttempt NewPayment(string chargeType, long now) => new()
    {
        Id = NewId("pa"),
        PaymentId = NewId("cpa"),
        StatementId = NewId("stmt"),
        Status = PaymentAttempt.Failed,
        ChargeType = chargeType,
        FailedAt = chargeType == "recurring" ? now : null,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private void Keep(Subscription subscription) =>
        State = State with { Subscriptions = State.Subscriptions.SetItem(subscription.Id, subscription) };

    private EmulatedEvent Told(Subscription subscription, string type) =>
        Tell(type, Resource(subscription), subscription.UpdatedAt);

    private EmulatedEvent ToldItem(Subscription subscription, string type) =>
        Tell(type, Billing.Item(subscription, Payer(subscription)), subscription.UpdatedAt);

    private EmulatedEvent ToldPayment(Subscription subscription, string type) =>
        Tell(type, Billing.Payment(subscription, Payer(subscription)), subscription.Payment.UpdatedAt);

    /// <summary>Clerk leaves the names empty that don't apply.</summary>
    private JsonObject Payer(Subscription subscription)
    {
        var organization = subscription.OrganizationId is { } id ? State.Organizations[id] : null;
        var user = subscription.UserId is { } userId ? State.Users[userId] : null;
        var contact = user ?? (organization?.CreatedBy is { } creator ? State.Users.GetValueOrDefault(creator) : null);
        return new JsonObject
        {
            ["created_at"] = subscription.CreatedAt,
            ["email"] = contact?.EmailAddress.Value ?? "",
            ["first_name"] = user?.FirstName ?? "",
            ["id"] = subscription.PayerId,
            ["image_url"] = organization is not null
                ? DefaultImage.Url(InstanceId, organization.Id, organization.Name)
                : DefaultImage.Url(InstanceId, user!.Id, user.FirstName, user.LastName),
            ["last_name"] = user?.LastName ?? "",
            ["object"] = "commerce_payer",
            ["organization_id"] = organization?.Id ?? "",
            ["organization_name"] = organization?.Name ?? "",
            ["updated_at"] = subscription.CreatedAt,
            ["user_id"] = user?.Id ?? "",
        };
    }
}
