namespace Identity.Storage.Health;

/// <summary>Whether writes succeed.</summary>
/// <param name="IsReady">Whether the last commit did.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="Reason">Why it isn't: a few words without data or secrets; null when ready.</param>
public sealed record StorageStatus(bool IsReady, DateTimeOffset Since, string? Reason);
