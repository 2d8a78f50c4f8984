namespace Identity.Clerk.Emulator.Faults;

/// <summary>What is wrong with one call of the Backend API.</summary>
/// <param name="Delay">By how much it is late.</param>
/// <param name="Status">What it answers; <see langword="null"/> when it does its work.</param>
/// <param name="RetryAfter">Seconds that it asks its caller to wait.</param>
internal readonly record struct ApiFault(TimeSpan Delay, int? Status, int? RetryAfter);
