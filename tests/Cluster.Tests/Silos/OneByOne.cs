namespace Identity.Cluster.Tests.Silos;

/// <summary>
/// Tests of a cluster run one by one, and beside no others: five processes are enough for a small machine, and what is
/// measured should be the fault's doing.
/// </summary>
[CollectionDefinition(nameof(OneByOne), DisableParallelization = true)]
public sealed class OneByOne;
