namespace Identity.Clerk.Emulator;

internal static class EventIds
{
    public const int Listening = 9000;
    public const int DeliveryFailed = 9001;
    public const int DeliveryDropped = 9002;
    public const int SaveFailed = 9003;
    public const int RequestFailed = 9004;
    public const int OutboxResumed = 9005;
    public const int WebhooksReleased = 9006;
}
