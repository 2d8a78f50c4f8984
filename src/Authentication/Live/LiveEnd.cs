namespace Identity.Authentication.Live;

/// <summary>Why a live connection has to be closed.</summary>
/// <param name="Kind">What kind of end it is.</param>
/// <param name="Reason">
/// A word of a fixed list, as in the answer to a request that is refused, e.g. <c>session-revoked</c>; docs/errors.md
/// has them all.
/// </param>
public sealed record LiveEnd(LiveEndKind Kind, string Reason);
