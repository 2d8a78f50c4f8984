using Identity.Grains.Callers;
using Orleans;

namespace Identity.WebFront.Tests.Policies;

internal sealed class DiaryGrain : Grain, IDiaryGrain
{
    public Task<string> OwnerAsync() => Task.FromResult($"{CallerContext.Current!.UserId} {CallerContext.Current.OrganizationId}");
}
