namespace Identity.Clerk.Emulator.Webhooks;

internal enum DeliveryState
{
    Pending,
    Delivered,

    /// <summary>Given up, because too many were waiting or because a fault was asked for.</summary>
    Dropped,
}
