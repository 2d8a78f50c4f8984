namespace Identity.Clerk.Resources;

/// <summary>A resource that is kept by itself was made or changed; a full snapshot either way.</summary>
public sealed record ResourceUpserted(ClerkResource Resource, bool Created) : ClerkEvent;
