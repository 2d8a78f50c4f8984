namespace Identity.Orleans.Embedded.Tests.State;

internal sealed record CounterState
{
    public int Value { get; init; }
}
