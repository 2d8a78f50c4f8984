namespace Identity.Clerk.Emulator.Lists;

/// <summary>A span of Unix milliseconds, without its two ends; an end that isn't given is open.</summary>
internal readonly record struct TimeWindow(long? After, long? Before)
{
    public bool IsOpen => After is null && Before is null;

    /// <summary>A moment that never was is in the open window only.</summary>
    public bool Admits(long? moment) =>
        IsOpen || (moment is { } at && !(at <= After) && !(at >= Before));
}
