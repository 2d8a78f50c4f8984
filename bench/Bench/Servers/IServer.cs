namespace Identity.Bench.Servers;

/// <summary>A server in a process of its own, or in several.</summary>
internal interface IServer : IAsyncDisposable
{
    Uri Url { get; }

    /// <summary>The processes that serve; what they started counts too.</summary>
    IReadOnlyList<int> Processes { get; }

    /// <summary>How many bytes it has allocated so far; null when it doesn't say.</summary>
    Task<double?> AllocatedAsync();
}
