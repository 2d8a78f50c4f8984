using Identity.Bench.Servers;

namespace Identity.Bench.Requests;

/// <summary>One of those who answer "who calls?".</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Server">Where it runs; several may share a server, and take turns.</param>
/// <param name="Path">What is asked for.</param>
/// <param name="Share">How much of a round's requests it gets: who is slow needs fewer to take as long.</param>
/// <param name="Remembers">Who remembers the tokens that it was shown; those with the same one share a memory.</param>
/// <param name="IsAnonymous">Whether it is asked without a token.</param>
internal sealed record RequestContender(
    string Name, IServer Server, string Path, double Share, object? Remembers = null, bool IsAnonymous = false);
