using Orleans;

namespace Identity.Orleans.Embedded.Tests.Calls;

internal interface ICallBase : IGrainWithStringKey
{
    Task<string> InheritedAsync(string? text);
}
