namespace Identity.Ingest.Dispatch;

/// <summary>The way from this process to the grains.</summary>
public interface IGrainConnection
{
    /// <summary>Whether a call could reach a grain now.</summary>
    bool IsReady { get; }
}
