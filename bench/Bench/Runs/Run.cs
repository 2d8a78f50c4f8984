using Identity.Bench.Clerk;
using Identity.Bench.Measuring;
using Identity.Bench.Stored;

namespace Identity.Bench.Runs;

/// <summary>What every scenario of a run gets.</summary>
/// <param name="sizes">How much is done.</param>
/// <param name="only">What stands in the name of whoever takes part; null for all.</param>
internal sealed class Run(Sizes sizes, string? only) : IDisposable
{
    private readonly Dictionary<int, StoredUsers> _stored = [];

    public Sizes Sizes { get; } = sizes;

    public Instance Instance { get; } = new();

    /// <summary>Where what the scenario finds goes; each has its own.</summary>
    public Report Report { get; private set; } = new();

    /// <summary>Runs a scenario; gives what it found.</summary>
    public async Task<Report> OfAsync(Func<Run, Task> scenario)
    {
        Report = new Report();
        await scenario(this);
        return Report;
    }

    /// <summary>Whether a contender takes part.</summary>
    public bool Has(string contender) => only is null || contender.Contains(only, StringComparison.Ordinal);

    /// <summary>Runs rounds; those that only warm up come first, and are told so.</summary>
    public async Task RoundsAsync(Func<int, bool, Task> round)
    {
        for (var i = 0; i < Sizes.WarmUps + Sizes.Rounds; i++) await round(i, i >= Sizes.WarmUps);
    }

    /// <summary>A database with so many users in it. It takes a while to make, so scenarios share it.</summary>
    public async Task<StoredUsers> StoredAsync(int users)
    {
        if (!_stored.TryGetValue(users, out var stored))
            _stored[users] = stored = await StoredUsers.CreateAsync(Instance, users);
        return stored;
    }

    public void Dispose()
    {
        foreach (var stored in _stored.Values) stored.Dispose();
        Instance.Dispose();
    }
}
