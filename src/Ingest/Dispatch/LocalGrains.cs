namespace Identity.Ingest.Dispatch;

/// <summary>Grains that run in this process.</summary>
internal sealed class LocalGrains : IGrainConnection
{
    public bool IsReady => true;
}
