using Identity.Clerk.Api;

namespace Identity.Ingest.Writes;

/// <summary>What came of a write: exactly one of the three.</summary>
/// <param name="Answer">What Clerk answered, whatever its status.</param>
/// <param name="Failure">Why there is no answer.</param>
/// <param name="Wait">It wasn't sent: so long until Clerk may be asked again.</param>
public readonly record struct ForwardedWrite(
    BackendApiAnswer? Answer = null, BackendApiWriteFailure? Failure = null, TimeSpan? Wait = null);
