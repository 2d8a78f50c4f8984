namespace Identity.Clerk.Resources;

/// <summary>
/// What a webhook says has happened. The cases are the records that derive from this one, and no others.
/// </summary>
public abstract record ClerkEvent
{
    private protected ClerkEvent()
    {
    }
}
