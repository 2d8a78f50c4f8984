namespace Identity.Clerk.Resources;

/// <summary>An event of a type that nothing here needs, or that Clerk added since.</summary>
public sealed record NotHandled(string Type) : ClerkEvent;
