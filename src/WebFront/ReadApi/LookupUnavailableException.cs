namespace Identity.WebFront.ReadApi;

/// <summary>Whether something exists can't be told now: no event of it has come, and Clerk doesn't answer.</summary>
internal sealed class LookupUnavailableException() : Exception("Clerk can't be asked now.");
