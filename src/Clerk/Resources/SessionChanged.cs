namespace Identity.Clerk.Resources;

/// <summary>A session began, changed or ended (<c>session.*</c>). May carry a full snapshot of its user.</summary>
public sealed record SessionChanged(SessionResource Session, UserResource? User) : ClerkEvent;
