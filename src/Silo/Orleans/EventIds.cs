namespace Identity.Silo.Orleans;

/// <summary>The ids of this project's log events: 7000 to 7099, and never given twice.</summary>
internal static class EventIds
{
    public const int OutdatedGrains = 7000;
    public const int NoMember = 7001;
    public const int MembershipUnknown = 7002;
    public const int NoSilo = 7003;
    public const int Connected = 7004;
    public const int CutOff = 7005;
}
