namespace Identity.Storage.Inbox;

/// <summary>How much of the inbox is read or written at a time.</summary>
internal static class InboxPages
{
    /// <summary>The most deliveries of a page of those that wait for an entity.</summary>
    internal const int MaxPending = 256;

    /// <summary>The bytes of bodies after which a page takes no further entry.</summary>
    internal const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>How many bodies are looked into at a time for somebody's id.</summary>
    internal const int Mentions = 500;
}
