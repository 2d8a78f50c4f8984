using Orleans;

namespace Identity.Orleans.Embedded.Tests.State;

internal interface IStateGrain : IGrainWithStringKey
{
    Task<int> GetAsync();

    Task SetAsync(int value);

    /// <summary>Sets, and swallows a version conflict.</summary>
    Task<bool> TrySetAsync(int value);

    Task ClearAsync();

    /// <summary>What the state said when the grain was activated.</summary>
    Task<(int Value, bool Exists)> AtActivationAsync();

    Task<int> GenerationAsync();

    /// <summary>Lets another grain set its state.</summary>
    Task SetOtherAsync(string key, int value);
}
