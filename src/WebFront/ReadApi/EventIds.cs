namespace Identity.WebFront.ReadApi;

/// <summary>The ids of this folder's log events: 8000 to 8099, and never given twice.</summary>
internal static class EventIds
{
    public const int KeyRefused = 8000;
    public const int Failed = 8002;
}
