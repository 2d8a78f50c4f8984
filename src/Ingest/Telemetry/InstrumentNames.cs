namespace Identity.Ingest.Telemetry;

/// <summary>The names under which this project measures. Dashboards and alerts use them.</summary>
public static class InstrumentNames
{
    public const string Meter = "Identity.Ingest";

    internal const string WebhookReceived = "identity.webhook.received";
    internal const string WebhookLag = "identity.webhook.lag";
    internal const string WebhookParked = "identity.webhook.parked";
    internal const string BackendApiRequests = "identity.bapi.requests";
    internal const string ClerkWrites = "identity.clerk.writes";
    internal const string TieBroken = "identity.order.tie_broken";
    internal const string ReconcileDrift = "identity.reconcile.drift";
    internal const string WebhookPending = "identity.webhook.pending";
}
