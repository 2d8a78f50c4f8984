namespace Identity.Authentication.Propagation;

/// <summary>The header in which services say who calls.</summary>
public static class PropagationHeader
{
    /// <summary>
    /// Its name. From a request that comes in it is always taken out, whether what it says is believed or not, so that no
    /// endpoint can mistake it for something it isn't.
    /// </summary>
    public const string Name = "Identity-Caller";
}
