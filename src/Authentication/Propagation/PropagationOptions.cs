namespace Identity.Authentication.Propagation;

/// <summary>
/// How services tell each other who calls. Set from <c>Authentication:Propagation</c>; code has the last word.
/// </summary>
/// <remarks>Without a key nothing is sent and nobody is believed: there is no default.</remarks>
public sealed class PropagationOptions
{
    internal const string Section = "Authentication:Propagation";

    /// <summary>The key with which requests that go out are signed. Default: none.</summary>
    public PropagationKey? SigningKey { get; set; }

    /// <summary>The keys of the services that are believed; two of one service during a rotation. Default: none.</summary>
    public IList<PropagationKey> TrustedKeys { get; } = [];

    /// <summary>
    /// What this service is called by those that call it, e.g. <c>billing.internal</c> or <c>localhost:5090</c>: what is
    /// meant for another isn't believed. Required with <see cref="TrustedKeys"/>. Default: none.
    /// </summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>
    /// How far the services' clocks may be apart; from 1 to 120 seconds. A call is remembered for two to four times as
    /// long, so a smaller one leaves room for more calls (<see cref="MaxRememberedCalls"/>). Default: 120 seconds.
    /// </summary>
    public TimeSpan MaxSkew { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How many calls are believed in twice <see cref="MaxSkew"/>; each is remembered, so that none is believed twice.
    /// From 1000 to 10 million, some 40 bytes each, and up to twice as many are remembered at a time. Calls beyond it are
    /// not believed: by default, those beyond 4166 a second. Default: 1 million.
    /// </summary>
    public int MaxRememberedCalls { get; set; } = 1_000_000;

    /// <summary>Settings that are there but can't be read, by name.</summary>
    internal List<string> Malformed { get; } = [];
}
