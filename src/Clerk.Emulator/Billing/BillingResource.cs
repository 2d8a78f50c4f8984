using System.Globalization;
using System.Text.Json.Nodes;
using Identity.Clerk.Emulator.Keys;

namespace Identity.Clerk.Emulator.Billing;

/// <summary>Subscriptions, their item and their payments in Clerk's shape.</summary>
internal sealed class BillingResource(string instanceId)
{
    private const long Period = 30 * 86_400_000L;

    public JsonObject Of(Subscription subscription, JsonObject payer) => new()
    {
        ["active_at"] = subscription.CreatedAt,
        ["canceled_at"] = subscription.CanceledAt,
        ["created_at"] = subscription.CreatedAt,
        ["ended_at"] = subscription.EndedAt,
        ["id"] = subscription.Id,
        ["items"] = new JsonArray(Item(subscription, payer: null)),
        ["latest_payment_id"] = subscription.Payment.PaymentId,
        ["object"] = "commerce_subscription",
        ["past_due_at"] = subscription.PastDueAt,
        ["payer"] = payer,
        ["payer_id"] = subscription.PayerId,
        ["payment_source_id"] = IdOf("cps", subscription.PayerId),
        ["status"] = subscription.Status,
        ["updated_at"] = subscription.UpdatedAt,
    };

    /// <param name="subscription">Whose item.</param>
    /// <param name="payer">Shown where the item stands alone.</param>
    public JsonObject Item(Subscription subscription, JsonObject? payer)
    {
        var item = new JsonObject
        {
            ["created_at"] = subscription.CreatedAt,
            ["id"] = subscription.ItemId,
            ["interval"] = "month",
            ["is_free_trial"] = subscription.IsFreeTrial,
            ["object"] = "commerce_subscription_item",
        };
        if (payer is not null)
            item["payer"] = payer;
        item["period_end"] = subscription.CreatedAt + Period;
        item["period_start"] = subscription.CreatedAt;
        item["plan"] = new JsonObject
        {
            ["amount"] = subscription.Amount,
            ["currency"] = "USD",
            ["id"] = PlanId(subscription),
            ["is_recurring"] = true,
            ["name"] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(subscription.Plan),
            ["slug"] = subscription.Plan,
        };
        item["plan_id"] = PlanId(subscription);
        item["seats"] = new JsonObject { ["quantity"] = subscription.Seats };
        item["status"] = subscription.ItemStatus;
        item["subscription_id"] = subscription.Id;
        item["updated_at"] = subscription.UpdatedAt;
        return item;
    }

    public JsonObject Payment(Subscription subscription, JsonObject payer) => new()
    {
        ["billing_date"] = subscription.Payment.CreatedAt,
        ["charge_type"] = subscription.Payment.ChargeType,
        ["created_at"] = subscription.Payment.CreatedAt,
        ["failed_at"] = subscription.Payment.FailedAt,
        ["failed_reason"] = subscription.Payment.FailedAt is null ? null : new JsonObject
        {
            ["code"] = "card_declined",
            ["decline_code"] = "insufficient_funds",
        },
        ["gateway_external_id"] = "pi_" + subscription.Payment.Id,
        ["id"] = subscription.Payment.Id,
        ["instance_id"] = instanceId,
        ["object"] = "commerce_payment_attempt",
        ["paid_at"] = subscription.Payment.PaidAt,
        ["payee"] = new JsonObject
        {
            ["gateway_external_id"] = "acct_emulator",
            ["gateway_status"] = "active",
            ["gateway_type"] = "stripe",
            ["id"] = IdOf("cpayee", ""),
        },
        ["payer"] = payer,
        ["payment_id"] = subscription.Payment.PaymentId,
        ["payment_source"] = new JsonObject
        {
            ["card_type"] = "visa",
            ["gateway"] = "stripe",
            ["gateway_external_account_id"] = null,
            ["gateway_external_id"] = "pm_emulator",
            ["id"] = IdOf("cps", subscription.PayerId),
            ["last4"] = "4242",
            ["payment_method"] = "card",
            ["status"] = "active",
        },
        ["statement_id"] = subscription.Payment.StatementId,
        ["status"] = subscription.Payment.Status,
        ["subscription_items"] = new JsonArray(PaidItem(subscription)),
        ["totals"] = new JsonObject
        {
            ["grand_total"] = Money(subscription.Amount),
            ["subtotal"] = Money(subscription.Amount),
            ["tax_total"] = Money(0),
        },
        ["updated_at"] = subscription.Payment.UpdatedAt,
    };

    private JsonObject PaidItem(Subscription subscription) => new()
    {
        ["amount"] = Money(subscription.Amount),
        ["created_at"] = subscription.CreatedAt,
        ["id"] = subscription.ItemId,
        ["interval"] = "month",
        ["object"] = "commerce_subscription_item",
        ["period_end"] = subscription.CreatedAt + Period,
        ["period_start"] = subscription.CreatedAt,
        ["plan"] = null,
        ["plan_id"] = PlanId(subscription),
        ["plan_period"] = "month",
        ["status"] = subscription.ItemStatus,
        ["updated_at"] = subscription.UpdatedAt,
    };

    private static JsonObject Money(int cents) => new()
    {
        ["amount"] = cents,
        ["amount_formatted"] = (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        ["currency"] = "USD",
        ["currency_symbol"] = "$",
    };

    private string PlanId(Subscription subscription) => IdOf("cplan", subscription.Plan);

    /// <summary>What isn't kept has an id that is the same each time.</summary>
    private string IdOf(string prefix, string name) =>
        Ksuid.Derive(prefix, Ksuid.TimeOf(instanceId), instanceId + name);
}
