namespace Identity.WebFront.ForwardAuth;

internal static class EventIds
{
    public const int UntrustedProxy = 6000;
    public const int MalformedQuestion = 6001;
    public const int AssertionKeyMade = 6010;
    public const int AssertionKeyUnusable = 6011;
    public const int AssertionKeysUnavailable = 6012;
}
