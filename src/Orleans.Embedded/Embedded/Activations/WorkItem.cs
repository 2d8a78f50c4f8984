namespace Orleans.Embedded.Activations;

/// <summary>Something that an activation has to do in a turn: a link of the chain in its inbox.</summary>
internal abstract class WorkItem
{
    /// <summary>Stands in an inbox whose activation is in a turn and has nothing else to do.</summary>
    public static readonly WorkItem Busy = new BusyMark();

    public WorkItem? Next { get; set; }

    private sealed class BusyMark : WorkItem;
}
