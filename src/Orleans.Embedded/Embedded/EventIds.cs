namespace Orleans.Embedded;

/// <summary>The event ids of the engine's log.</summary>
internal static class EventIds
{
    public const int ActivationFailed = 3001;
    public const int DeactivationFailed = 3002;
    public const int DrainingTimedOut = 3003;
    public const int InconsistentState = 3004;
    public const int UnhandledInTurn = 3005;
    public const int CollectionFailed = 3006;
    public const int Collected = 3007;
    public const int StoppedWithActivations = 3008;
}
