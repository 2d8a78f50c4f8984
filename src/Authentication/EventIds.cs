namespace Identity.Authentication;

internal static class EventIds
{
    public const int AuthorizedPartiesUnchecked = 5000;
    public const int CannotVerify = 5001;
    public const int CredentialsRefused = 5002;
    public const int IdentityUnavailable = 5003;
    public const int IdentityUnavailableCause = 5004;
    public const int UnsignedCaller = 5020;
    public const int CallerNotBelieved = 5021;
    public const int TooManyCallers = 5022;
}
