namespace Identity.Cluster.Tests.Silos;

/// <summary>Three silos and two fronts to which nothing bad happens; several tests share them.</summary>
public sealed class QuietCluster : IAsyncLifetime
{
    private TestCluster? _cluster;

    /// <summary>The cluster; skips the test where there can't be one.</summary>
    internal async Task<TestCluster> GetAsync() => _cluster ??= await TestCluster.StartAsync();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }
}
