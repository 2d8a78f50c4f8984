namespace Identity.Clerk.Api;

/// <summary>An item of a list that is no resource of the kind that was asked for.</summary>
/// <param name="Id">What it says its id is: letters, digits and underscores; null if that can't be read either.</param>
/// <param name="Reason">A short reason that names the member and never its value.</param>
public sealed record UnreadableItem(string? Id, string Reason);
