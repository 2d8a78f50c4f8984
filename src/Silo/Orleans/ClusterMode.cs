namespace Identity.Silo.Orleans;

/// <summary>What a front is to the cluster.</summary>
internal enum ClusterMode
{
    /// <summary>It asks the silos' grains, and runs none.</summary>
    Client,

    /// <summary>It is a silo too: a part of the grains runs in it.</summary>
    CoHosted,
}
