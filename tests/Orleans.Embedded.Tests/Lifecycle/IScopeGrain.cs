using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal interface IScopeGrain : IGrainWithStringKey
{
    Task<bool> HasOneScopeAsync();

    Task LeaveAsync();
}
