namespace Identity.Cluster.Tests.Load;

/// <summary>Something that happened at the model Clerk, and the message that tells of it.</summary>
/// <param name="Number">Its place among all that happened; later is greater.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Id">The message's svix-id.</param>
/// <param name="Body">The message.</param>
internal sealed record ModelEvent(long Number, ModelEventKind Kind, string Id, byte[] Body)
{
    private const long Start = 1_790_845_200_000;

    /// <summary>It was handed to the front, which may have taken it, whether or not it said so.</summary>
    public bool Sent { get; set; }

    /// <summary>The front answered with 2xx.</summary>
    public bool Acknowledged { get; set; }

    /// <summary>When it happened, unix milliseconds.</summary>
    public long At => TimeOf(Number);

    public static long TimeOf(long number) => Start + (10 * number);
}
