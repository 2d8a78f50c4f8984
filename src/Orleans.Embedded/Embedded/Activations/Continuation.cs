namespace Orleans.Embedded.Activations;

/// <summary>The rest of a request after an await, or something else that must run in a turn.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : WorkItem
{
    public void Run() => callback(state);
}
