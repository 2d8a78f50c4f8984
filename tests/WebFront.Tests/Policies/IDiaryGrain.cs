using Identity.Grains.Callers;
using Orleans;

namespace Identity.WebFront.Tests.Policies;

/// <summary>An application's own grain, which is only called on somebody's behalf.</summary>
[RequireIdentity]
internal interface IDiaryGrain : IGrainWithStringKey
{
    Task<string> OwnerAsync();
}
