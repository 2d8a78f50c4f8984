using Orleans;

namespace Identity.Orleans.Embedded.Tests.Lifecycle;

internal interface IFleetingGrain : IGrainWithStringKey
{
    Task StayAsync();

    Task LeaveAsync();
}
