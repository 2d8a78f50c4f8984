namespace Identity.Clerk.Emulator;

/// <summary>Where the emulator listens; a singleton of the host that runs it.</summary>
public sealed class EmulatorAddress
{
    internal EmulatorAddress(Uri url) => Url = url;

    /// <summary>
    /// As configured until the emulator has started; from then on with the port that was really taken.
    /// </summary>
    public Uri Url { get; internal set; }

    /// <summary>The origin, without a slash at the end: the issuer of tokens.</summary>
    internal string Origin => Url.GetLeftPart(UriPartial.Authority);
}
