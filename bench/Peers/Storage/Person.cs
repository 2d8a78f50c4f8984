namespace Identity.Peers.Storage;

/// <summary>A user's row.</summary>
internal sealed record Person(string Data, bool Banned);
