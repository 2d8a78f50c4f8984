using Orleans;

namespace Identity.Orleans.Embedded.Tests.Filters;

/// <summary>A filter that does what a test says.</summary>
internal sealed class DelegateFilter(Func<IIncomingGrainCallContext, Task> invoke) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => invoke(context);
}
