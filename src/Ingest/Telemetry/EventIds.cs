namespace Identity.Ingest.Telemetry;

/// <summary>The ids of this project's log events: 2000 to 2099, and never given twice.</summary>
internal static class EventIds
{
    internal const int WebhookRejected = 2000;
    internal const int WebhookQuarantined = 2001;
    internal const int WebhookDeferred = 2002;
    internal const int WebhookNotDurable = 2003;
    internal const int DeliveryFailed = 2010;
    internal const int DeliveryPostponed = 2011;
    internal const int DiscoveryFailed = 2030;
    internal const int WalkPaused = 2031;
    internal const int Unreadable = 2032;
    internal const int Walked = 2033;
    internal const int WalkFailed = 2034;
    internal const int RemovalsSpared = 2035;
    internal const int ReconcileFailed = 2036;
    internal const int WalkInterrupted = 2037;
    internal const int NotLearned = 2038;
    internal const int GapLeft = 2039;
    internal const int Retained = 2040;
    internal const int RetentionPostponed = 2041;
    internal const int RetentionFailed = 2042;
    internal const int EraseFailed = 2043;
    internal const int Erased = 2050;
    internal const int WriteNotMerged = 2070;
    internal const int WriteUnreadable = 2071;
    internal const int Replayed = 2060;
    internal const int Swept = 2020;
    internal const int SweepPostponed = 2021;
    internal const int SweepFailed = 2022;
}
