namespace Identity.Clerk.Api;

/// <summary>An order in which a list of Clerk's Backend API is asked for (<c>order_by</c>).</summary>
public enum ListOrder
{
    /// <summary>The list's own, which isn't the same for each; for users and organizations the newest first.</summary>
    Default,

    /// <summary><c>+created_at</c>: what is made during a walk comes at its end.</summary>
    Created,

    /// <summary><c>-created_at</c></summary>
    CreatedDescending,

    /// <summary><c>-updated_at</c>: what changed last comes first. Only users have it.</summary>
    UpdatedDescending,
}
