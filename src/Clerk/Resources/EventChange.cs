namespace Identity.Clerk.Resources;

/// <summary>What happened to an event's subject.</summary>
internal enum EventChange
{
    /// <summary>Something else, which the data tells.</summary>
    Other,
    Created,
    Updated,
    Deleted,
}
