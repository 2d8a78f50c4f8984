namespace Identity.Storage.Directory.Lists;

/// <summary>Unix milliseconds between two moments, without them; an end that isn't given is open.</summary>
/// <remarks>What has no time at all is only in a window that is open at both ends.</remarks>
public readonly record struct TimeWindow(long? After, long? Before);
